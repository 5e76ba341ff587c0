package io.perfectorder.security.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.perfectorder.security.Caller;
import io.perfectorder.security.KeyRing.Answer;
import io.perfectorder.security.Role;
import io.perfectorder.security.RoleClaim;
import io.perfectorder.security.TokenReader;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Which tokens of machines are believed. */
class JwtReaderTest {
    private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 10, "tokens-test");
    private ProviderOnAPort issuer;

    @BeforeEach
    void start() {
        issuer = new ProviderOnAPort();
    }

    @AfterEach
    void stop() {
        issuer.close();
        scheduler.dispose();
    }

    @Test
    void aGoodToken_isTheCallerOfItsSubject_wherevertheKeysAreFound() {
        Answer machine = new Answer.Known(new Caller("jwt:s-1", Role.PRODUCER));
        String token = issuer.signed(good().build());

        assertThat(TokenReader.looksLikeOne(token)).isTrue();
        assertThat(answer(token, Optional.empty())).isEqualTo(machine);
        assertThat(answer(token, Optional.of(URI.create(issuer.issuer() + "/jwks"))))
                .isEqualTo(machine);
    }

    @Test
    void aTokenOfAnotherAudienceIssuerOrTime_isRefused_andSaysWhy() {
        refused("aud", claims -> claims.audience("another"));
        refused("iss", claims -> claims.issuer("https://evil.example"));
        refused(
                "Expired",
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))));
        refused("exp", claims -> claims.expirationTime(null));
        refused("before", claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(600))));
        refused("sub", claims -> claims.subject(null));
        refused("no role", claims -> claims.claim("roles", List.of("other")));
        refused("no role", claims -> claims.claim("roles", null));
    }

    @Test
    void aTokenThatTheIssuerHasNotSigned_isRefused() {
        JWTClaimsSet claims = good().build();
        for (String token : List.of(
                ProviderOnAPort.unsigned(claims),
                issuer.signedByAnother(claims),
                issuer.signedWithThePublicKey(claims),
                issuer.signed(claims).replaceFirst("\\.[^.]*$", "."))) {
            assertThat(TokenReader.looksLikeOne(token)).as(token).isTrue();
            assertThat(answer(token, Optional.empty())).as(token).isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void anIssuerThatDoesNotAnswer_isNoReasonToBelieve() {
        String token = issuer.signed(good().build());
        issuer.close();

        assertThat(answer(token, Optional.empty()))
                .isEqualTo(new Answer.Refused("the keys of the token's issuer cannot be read now"));
    }

    @Test
    void ourOwnKeys_doNotLookLikeTokens() {
        for (String key : List.of("", "eyJ", "a.b.c", "Zm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm9vYmFyZm8", "eyJ9.e30.x y")) {
            assertThat(TokenReader.looksLikeOne(key)).as(key).isFalse();
        }
    }

    private void refused(String why, UnaryOperator<JWTClaimsSet.Builder> flaw) {
        assertThat(answer(issuer.signed(flaw.apply(good()).build()), Optional.empty()))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.why()).containsIgnoringCase(why));
    }

    private Answer answer(String token, Optional<URI> keys) {
        RoleClaim roles = new RoleClaim("roles", Map.of(Role.PRODUCER, Set.of("shop")));
        return new JwtReader(new JwtReader.Settings(issuer.issuer(), keys, ProviderOnAPort.CLIENT, roles), scheduler)
                .ask(token)
                .blockOptional()
                .orElseThrow();
    }

    private JWTClaimsSet.Builder good() {
        return issuer.claims().claim("roles", List.of("shop"));
    }
}
