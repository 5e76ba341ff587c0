package io.perfectorder.security.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.perfectorder.security.Identity;
import io.perfectorder.security.IdentityProvider.Answer;
import io.perfectorder.security.ProviderTrip;
import io.perfectorder.security.Role;
import io.perfectorder.security.RoleClaim;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What a log-in by a provider believes, and what it does not. */
class OpenIdClientTest {
    private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 10, "openid-test");
    private final ProviderTrip trip = ProviderTrip.begin();
    private ProviderOnAPort provider;
    private OpenIdClient client;

    @BeforeEach
    void start() {
        provider = new ProviderOnAPort();
        client = client(provider.issuer());
    }

    @AfterEach
    void stop() {
        provider.close();
        scheduler.dispose();
    }

    @Test
    void theBrowser_isSentToTheProvider_withAHashOfTheVerifier() {
        URI to = ((Answer.Way) get(client.begin(trip))).to();

        assertThat(to.toString())
                .startsWith(provider.issuer() + "/authorize?")
                .contains("response_type=code", "client_id=monitor", "scope=openid+profile", "response_mode=query")
                .contains("code_challenge_method=S256", "code_challenge=", "state=" + trip.state())
                .contains("nonce=" + trip.nonce(), "redirect_uri=http%3A%2F%2Fboard.example%2Flogin%2Fopenid%2Fback")
                .doesNotContain(trip.verifier(), trip.secret().text(), ProviderOnAPort.SECRET);
        assertThat(client.farewell().map(URI::toString).orElse(""))
                .startsWith(provider.issuer() + "/end?")
                .contains("post_logout_redirect_uri=http%3A%2F%2Fboard.example%2Flogin%3Fsay%3Dout");
    }

    @Test
    void aGoodToken_isBelieved_alsoAfterTheProviderHasChangedItsKey() {
        Answer.Known ann =
                new Answer.Known(new Identity(provider.issuer(), "s-1", "Ann Lee"), Optional.of(Role.MANAGER));

        assertThat(finish(provider.signed(good().build()))).isEqualTo(ann);
        provider.rotate();
        assertThat(finish(provider.signed(good().build()))).isEqualTo(ann);
    }

    @Test
    void theWholeWay_leadsFromTheBrowserToTheIdentity_onceForACode() throws Exception {
        provider.knows(claims -> claims.claim("preferred_username", "Bo"));
        URI to = ((Answer.Way) get(client.begin(trip))).to();
        URI back = URI.create(HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(to).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .orElseThrow());

        assertThat(back.toString()).startsWith("http://board.example/login/openid/back?");
        assertThat(get(client.finish(ProviderTrip.begin(), back.getRawQuery()))).isInstanceOf(Answer.Refused.class);
        assertThat(get(client.finish(trip, back.getRawQuery()))).isEqualTo(known("Bo", Optional.of(Role.MANAGER)));
        assertThat(get(client.finish(trip, back.getRawQuery()))).isEqualTo(new Answer.Refused("invalid_grant"));
    }

    @Test
    void aTokenThatIsNotForThisLogIn_isRefused() {
        refused("nonce", claims -> claims.claim("nonce", ProviderTrip.begin().nonce()));
        refused("nonce", claims -> claims.claim("nonce", null));
        refused("audience", claims -> claims.audience("another"));
        refused("issuer", claims -> claims.issuer("https://evil.example"));
        refused(
                "Expired",
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))));
        refused("expiration", claims -> claims.expirationTime(null));
    }

    @Test
    void aTokenThatTheProviderHasNotSigned_isRefused() {
        JWTClaimsSet claims = good().build();
        for (String token : List.of(
                ProviderOnAPort.unsigned(claims),
                provider.signedByAnother(claims),
                provider.signedWithThePublicKey(claims),
                provider.signed(claims).replaceFirst("\\.[^.]*$", "."))) {
            assertThat(finish(token)).as(token).isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void anAnswerToAnotherLogIn_orARefusalOfTheProvider_isRefused() {
        provider.givesIdToken(provider.signed(good().build()));

        for (String query : List.of(
                "code=c&state=" + ProviderTrip.begin().state(),
                "code=c",
                "code=c&state=" + trip.state() + "&iss=https%3A%2F%2Fevil.example",
                "code=%zz&state=" + trip.state(),
                "")) {
            assertThat(get(client.finish(trip, query))).as(query).isInstanceOf(Answer.Refused.class);
        }
        assertThat(get(client.finish(trip, "error=access_denied&state=" + trip.state())))
                .isEqualTo(new Answer.Refused("access_denied"));
    }

    @Test
    void whatTheTokenLeavesOut_isAskedOfTheUserInfo_ofTheSamePersonOnly() {
        String bare = provider.signed(good().claim("realm_access", null).build());

        assertThat(finish(bare)).isEqualTo(known("Ann Lee", Optional.empty()));
        provider.tells("{\"sub\":\"s-1\",\"realm_access\":{\"roles\":[\"po-admins\"]}}");
        assertThat(finish(bare)).isEqualTo(known("Ann Lee", Optional.of(Role.ADMIN)));
        provider.tells("{\"sub\":\"s-2\",\"realm_access\":{\"roles\":[\"po-admins\"]}}");
        assertThat(finish(bare)).isEqualTo(known("Ann Lee", Optional.empty()));
    }

    @Test
    void aProviderThatDoesNotAnswer_isAway() {
        String issuer = provider.issuer();
        provider.close();

        assertThat(get(client(issuer).begin(trip))).isInstanceOf(Answer.Away.class);
        assertThat(get(client(issuer).finish(trip, "code=c&state=" + trip.state())))
                .isInstanceOf(Answer.Away.class);
    }

    private void refused(String why, UnaryOperator<JWTClaimsSet.Builder> flaw) {
        assertThat(finish(provider.signed(flaw.apply(good()).build())))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).containsIgnoringCase(why));
    }

    private Answer finish(String token) {
        provider.givesIdToken(token);
        return get(client.finish(trip, "code=c&state=" + trip.state()));
    }

    private Answer known(String called, Optional<Role> role) {
        return new Answer.Known(new Identity(provider.issuer(), "s-1", called), role);
    }

    private JWTClaimsSet.Builder good() {
        return provider.claims().claim("nonce", trip.nonce());
    }

    private OpenIdClient client(String issuer) {
        RoleClaim roles = new RoleClaim(
                "realm_access.roles",
                Map.of(
                        Role.ADMIN, Set.of("po-admins"),
                        Role.MANAGER, Set.of("po-managers"),
                        Role.VIEWER, Set.of("staff"),
                        Role.PRODUCER, Set.of("shop")));
        return new OpenIdClient(
                new OpenIdSettings(
                        issuer,
                        ProviderOnAPort.CLIENT,
                        ProviderOnAPort.SECRET,
                        List.of("openid", "profile"),
                        "preferred_username",
                        "Shop",
                        roles,
                        URI.create("http://board.example/")),
                scheduler,
                InstantSource.system());
    }

    private static <T> T get(Mono<T> asked) {
        return asked.blockOptional().orElseThrow();
    }
}
