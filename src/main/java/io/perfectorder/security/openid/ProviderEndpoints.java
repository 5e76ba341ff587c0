package io.perfectorder.security.openid;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a provider answers, as its issuer tells; asked for anew after an hour. */
final class ProviderEndpoints {
    private static final Duration KEPT = Duration.ofHours(1);

    /** What was found, and what checks its ID tokens. */
    record Found(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant at) {}

    private final OpenIdSettings settings;
    private final InstantSource wall;
    private volatile @Nullable Found last;

    ProviderEndpoints(OpenIdSettings settings, InstantSource wall) {
        this.settings = settings;
        this.wall = wall;
    }

    Found now() throws GeneralException, IOException {
        Found known = last;
        Instant now = wall.instant();
        if (known != null && known.at().plus(KEPT).isAfter(now)) {
            return known;
        }
        Issuer issuer = new Issuer(settings.issuer());
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.resolve(issuer, ProviderKeys.PATIENCE_MILLIS, ProviderKeys.PATIENCE_MILLIS);
        Found found = new Found(
                metadata,
                new IDTokenValidator(
                        issuer, new ClientID(settings.clientId()), ProviderKeys.at(metadata.getJWKSetURI()), null),
                now);
        last = found;
        return found;
    }

    Optional<URI> endOfSession() {
        return Optional.ofNullable(last).map(found -> found.metadata().getEndSessionEndpointURI());
    }

    TokenResponse exchange(Found found, AuthorizationGrant grant) throws GeneralException, IOException {
        URI address = found.metadata().getTokenEndpointURI();
        ClientID client = new ClientID(settings.clientId());
        TokenRequest request = settings.clientSecret().isEmpty()
                ? new TokenRequest.Builder(address, client, grant).build()
                : new TokenRequest.Builder(address, authentication(found, client), grant).build();
        return OIDCTokenResponseParser.parse(sent(request.toHTTPRequest()));
    }

    /** Claims that the ID token leaves out many a provider tells by its user info. */
    Map<String, Object> withUserInfo(Found found, AccessToken access, Map<String, Object> claims)
            throws GeneralException, IOException {
        URI address = found.metadata().getUserInfoEndpointURI();
        if (address == null) {
            return claims;
        }
        UserInfoResponse response = UserInfoResponse.parse(sent(new UserInfoRequest(address, access).toHTTPRequest()));
        Map<String, Object> all = new HashMap<>();
        if (response.indicatesSuccess()) {
            Map<String, Object> told =
                    response.toSuccessResponse().getUserInfo().toJSONObject();
            if (Objects.equals(claims.get("sub"), told.get("sub"))) {
                all.putAll(told);
            }
        }
        all.putAll(claims);
        return all;
    }

    private ClientAuthentication authentication(Found found, ClientID client) {
        Secret secret = new Secret(settings.clientSecret());
        List<ClientAuthenticationMethod> methods = found.metadata().getTokenEndpointAuthMethods();
        boolean basic = methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return basic ? new ClientSecretBasic(client, secret) : new ClientSecretPost(client, secret);
    }

    private static HTTPResponse sent(HTTPRequest request) throws IOException {
        request.setConnectTimeout(ProviderKeys.PATIENCE_MILLIS);
        request.setReadTimeout(ProviderKeys.PATIENCE_MILLIS);
        request.setFollowRedirects(false);
        return request.send();
    }
}
