package io.perfectorder.security.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.perfectorder.security.Account;
import io.perfectorder.security.Identity;
import io.perfectorder.security.IdentityProvider;
import io.perfectorder.security.ProviderTrip;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The authorization code flow with PKCE at a provider that is found by its issuer (OpenID Connect Core 3.1, Discovery 1.0, RFC 7636, RFC
 * 9207). Its requests block, at worst for some 30 s, on a scheduler that is for nothing else.
 */
public final class OpenIdClient implements IdentityProvider {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIdClient.class);

    private final OpenIdSettings settings;
    private final Scheduler blocking;
    private final ProviderEndpoints endpoints;

    public OpenIdClient(OpenIdSettings settings, Scheduler blocking, InstantSource wall) {
        this.settings = settings;
        this.blocking = blocking;
        this.endpoints = new ProviderEndpoints(settings, wall);
    }

    @Override
    public String label() {
        return settings.label();
    }

    @Override
    public Mono<Answer> begin(ProviderTrip trip) {
        return asked(() -> new Answer.Way(way(trip)));
    }

    @Override
    public Mono<Answer> finish(ProviderTrip trip, String query) {
        return asked(() -> answer(trip, query));
    }

    @Override
    public Optional<URI> farewell() {
        return endpoints
                .endOfSession()
                .map(address -> new LogoutRequest(
                                address,
                                null,
                                null,
                                new ClientID(settings.clientId()),
                                settings.board().resolve("login?say=out"),
                                null,
                                null)
                        .toURI());
    }

    private URI way(ProviderTrip trip) throws GeneralException, IOException {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(settings.scopes().toArray(String[]::new)),
                        new ClientID(settings.clientId()),
                        settings.back())
                .endpointURI(endpoints.now().metadata().getAuthorizationEndpointURI())
                .responseMode(ResponseMode.QUERY)
                .state(new State(trip.state()))
                .nonce(new Nonce(trip.nonce()))
                .codeChallenge(new CodeVerifier(trip.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    private Answer answer(ProviderTrip trip, String query)
            throws GeneralException, IOException, BadJOSEException, JOSEException {
        AuthenticationResponse response;
        try {
            response = AuthenticationResponseParser.parse(new URI(settings.back() + "?" + query));
        } catch (URISyntaxException _) {
            return new Answer.Refused("the answer cannot be read");
        }
        if (response.getState() == null
                || !trip.state().equals(response.getState().getValue())) {
            return new Answer.Refused("the answer belongs to another log-in (state)");
        }
        if (response.getIssuer() != null
                && !settings.issuer().equals(response.getIssuer().getValue())) {
            return new Answer.Refused("the answer comes from another provider (iss)");
        }
        if (!response.indicatesSuccess()) {
            return new Answer.Refused(
                    String.valueOf(response.toErrorResponse().getErrorObject().getCode()));
        }
        AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
        if (code == null) {
            return new Answer.Refused("the answer has no code");
        }
        ProviderEndpoints.Found found = endpoints.now();
        TokenResponse tokens = endpoints.exchange(
                found, new AuthorizationCodeGrant(code, settings.back(), new CodeVerifier(trip.verifier())));
        return tokens instanceof OIDCTokenResponse granted
                ? known(found, granted.getOIDCTokens(), trip)
                : new Answer.Refused(
                        String.valueOf(tokens.toErrorResponse().getErrorObject().getCode()));
    }

    private Answer known(ProviderEndpoints.Found found, OIDCTokens tokens, ProviderTrip trip)
            throws GeneralException, IOException, BadJOSEException, JOSEException {
        Map<String, Object> claims = found.validator()
                .validate(tokens.getIDToken(), new Nonce(trip.nonce()))
                .toJWTClaimsSet()
                .getClaims();
        String subject = String.valueOf(claims.get("sub"));
        Map<String, Object> told = settings.roles().isIn(claims) && claims.containsKey(settings.nameClaim())
                ? claims
                : endpoints.withUserInfo(found, tokens.getAccessToken(), claims);
        String called = String.valueOf(told.getOrDefault(settings.nameClaim(), subject));
        return new Answer.Known(
                new Identity(settings.issuer(), subject, called),
                settings.roles().highest(told, Account.ROLES));
    }

    private Mono<Answer> asked(Callable<Answer> question) {
        return Mono.fromCallable(question)
                .subscribeOn(blocking)
                .onErrorResume(IOException.class, OpenIdClient::away)
                .onErrorResume(KeySourceException.class, OpenIdClient::away)
                .onErrorResume(RejectedExecutionException.class, OpenIdClient::away)
                .onErrorResume(GeneralException.class, OpenIdClient::refused)
                .onErrorResume(BadJOSEException.class, OpenIdClient::refused)
                .onErrorResume(JOSEException.class, OpenIdClient::refused);
    }

    private static Mono<Answer> away(Throwable failure) {
        LOG.warn("event=provider-away cause=\"{}\"", failure.toString());
        return Mono.just(new Answer.Away(String.valueOf(failure.getMessage())));
    }

    private static Mono<Answer> refused(Throwable failure) {
        LOG.warn("event=provider-refused cause=\"{}\"", failure.toString());
        return Mono.just(new Answer.Refused(String.valueOf(failure.getMessage())));
    }
}
