package io.perfectorder.security.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A provider of OpenID Connect on a real port: the code flow, with what a strict one checks, for whoever is at its door; and, when it is told
 * so, any token whatever.
 */
public final class ProviderOnAPort implements AutoCloseable {
    public static final String CLIENT = "monitor";
    public static final String SECRET = "s3cret";

    /** What it keeps of a request until its code comes. */
    private record Asked(String nonce, String challenge, String back) {}

    private final HttpServer server;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private volatile UnaryOperator<JWTClaimsSet.Builder> atTheDoor = UnaryOperator.identity();
    private volatile RSAKey key = key("first");
    private volatile String token = "";
    private volatile String userInfo = "{\"sub\":\"s-1\"}";

    public ProviderOnAPort() {
        server = open();
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/jwks",
                 "userinfo_endpoint":"%1$s/me","end_session_endpoint":"%1$s/end","subject_types_supported":["public"],
                 "response_types_supported":["code"],"id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer())));
        server.createContext("/jwks", exchange -> answer(exchange, new JWKSet(key).toString()));
        server.createContext("/me", exchange -> answer(exchange, userInfo));
        server.createContext("/end", exchange -> answer(exchange, "{}"));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::grant);
        server.start();
    }

    public String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Who logs in from now on, as a change of {@link #claims}. */
    public void knows(UnaryOperator<JWTClaimsSet.Builder> person) {
        atTheDoor = person;
    }

    /** From now on it signs with another key. */
    void rotate() {
        key = key("second");
    }

    void givesIdToken(String text) {
        token = text;
    }

    void tells(String json) {
        userInfo = json;
    }

    /** What a good token says. */
    public JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("s-1")
                .audience(CLIENT)
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("preferred_username", "Ann Lee")
                .claim("realm_access", Map.of("roles", List.of("staff", "po-managers")));
    }

    public String signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    String signedByAnother(JWTClaimsSet claims) {
        return signed(claims, key(key.getKeyID()));
    }

    /** The oldest trick: nobody has signed it. */
    public static String unsigned(JWTClaimsSet claims) {
        return new PlainJWT(claims).serialize();
    }

    /** The second oldest: signed with what everybody may know, as if it were a secret. */
    public String signedWithThePublicKey(JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new MACSigner(key.toPublicJWK().toRSAPublicKey().getEncoded()));
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = parameters(exchange.getRequestURI().getRawQuery());
        boolean right = CLIENT.equals(asked.get("client_id"))
                && "code".equals(asked.get("response_type"))
                && "S256".equals(asked.get("code_challenge_method"));
        String code = String.valueOf(codes.size() + 1L);
        codes.put(code, new Asked(asked.get("nonce"), asked.get("code_challenge"), asked.get("redirect_uri")));
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        asked.get("redirect_uri") + (right ? "?code=" + code : "?error=invalid_request") + "&state="
                                + asked.get("state") + "&iss=" + URLEncoder.encode(issuer(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void grant(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> given = parameters(form);
        Asked asked = codes.remove(given.get("code"));
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean ours = basic.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (ours && asked != null && fits(asked, given)) {
            tokens(
                    exchange,
                    signed(atTheDoor
                            .apply(claims())
                            .claim("nonce", asked.nonce())
                            .build()));
        } else if (ours && asked == null && !token.isEmpty()) {
            tokens(exchange, token);
        } else {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private static boolean fits(Asked asked, Map<String, String> given) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(given.get("code_verifier").getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(asked.challenge())
                    && asked.back().equals(given.get("redirect_uri"));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void tokens(HttpExchange exchange, String idToken) throws IOException {
        answer(exchange, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(by.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(by));
            return jwt.serialize();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static HttpServer open() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        answer(exchange, 200, json);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
