package io.perfectorder.security.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.perfectorder.security.Caller;
import io.perfectorder.security.KeyRing.Answer;
import io.perfectorder.security.Role;
import io.perfectorder.security.RoleClaim;
import io.perfectorder.security.TokenReader;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Reads the tokens of machines: signed by the issuer's key, for our audience, with an end that is to come (RFC 7519, 9068, 8725). Reading
 * one takes some tens of microseconds; the issuer's keys are fetched now and then, some seconds at worst, so it has a scheduler of its own.
 */
public final class JwtReader implements TokenReader {
    /** {@code keys}: where the issuer publishes its keys; empty to ask the issuer. */
    public record Settings(String issuer, Optional<URI> keys, String audience, RoleClaim roles) {}

    private static final Logger LOG = LoggerFactory.getLogger(JwtReader.class);
    private static final int LONGEST_NAME = 100;

    private final Settings settings;
    private final Scheduler blocking;
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    public JwtReader(Settings settings, Scheduler blocking) {
        this.settings = settings;
        this.blocking = blocking;
    }

    @Override
    public Mono<Answer> ask(String token) {
        return Mono.fromCallable(() -> read(token))
                .subscribeOn(blocking)
                .onErrorResume(KeySourceException.class, JwtReader::away)
                .onErrorResume(IOException.class, JwtReader::away)
                .onErrorResume(GeneralException.class, JwtReader::away)
                .onErrorResume(
                        RejectedExecutionException.class,
                        _ -> refused("too many tokens wait to be read; try again later"))
                .onErrorResume(ParseException.class, _ -> refused("the token is no JWT"))
                .onErrorResume(BadJOSEException.class, why -> refused("the token is refused: " + why.getMessage()))
                .onErrorResume(JOSEException.class, why -> refused("the token is refused: " + why.getMessage()));
    }

    private Answer read(String token)
            throws BadJOSEException, ParseException, JOSEException, GeneralException, IOException {
        JWTClaimsSet claims = processor().process(token, null);
        Optional<Role> role = settings.roles().highest(claims.getClaims(), Set.of(Role.values()));
        return role.isPresent()
                ? new Answer.Known(new Caller(name(claims.getSubject()), role.get()))
                : new Answer.Refused("the claim " + settings.roles().path() + " of the token stands for no role here");
    }

    /** Never that of an account or a key: they have no such beginning. */
    private static String name(String subject) {
        String name = "jwt:" + subject.replaceAll("\\p{Cntrl}", " ");
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private DefaultJWTProcessor<SecurityContext> processor() throws GeneralException, IOException {
        DefaultJWTProcessor<SecurityContext> known = processor;
        if (known == null) {
            URI address = settings.keys().isPresent()
                    ? settings.keys().get()
                    : OIDCProviderMetadata.resolve(
                                    new Issuer(settings.issuer()),
                                    ProviderKeys.PATIENCE_MILLIS,
                                    ProviderKeys.PATIENCE_MILLIS)
                            .getJWKSetURI();
            known = processor(settings, ProviderKeys.at(address));
            processor = known;
        }
        return known;
    }

    static DefaultJWTProcessor<SecurityContext> processor(Settings settings, JWSKeySelector<SecurityContext> keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(keys);
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                Set.of("sub", "exp")));
        return processor;
    }

    private static Mono<Answer> away(Throwable failure) {
        LOG.warn("event=issuer-away cause=\"{}\"", failure.toString());
        return refused("the keys of the token's issuer cannot be read now");
    }

    private static Mono<Answer> refused(String why) {
        return Mono.just(new Answer.Refused(why));
    }
}
