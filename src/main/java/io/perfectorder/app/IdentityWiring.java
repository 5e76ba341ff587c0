package io.perfectorder.app;

import io.perfectorder.security.Accounts;
import io.perfectorder.security.IdentityProvider;
import io.perfectorder.security.ProviderLogIn;
import io.perfectorder.security.SessionDoor;
import io.perfectorder.security.TokenReader;
import io.perfectorder.security.openid.JwtReader;
import io.perfectorder.security.openid.OpenIdClient;
import io.perfectorder.security.openid.OpenIdSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A provider of identities, when the configuration names one. */
@Configuration(proxyBeanMethods = false)
class IdentityWiring {
    @Bean
    IdentityProperties identityProperties(Environment environment) {
        return IdentityProperties.read(Binder.get(environment));
    }

    /** Asks providers, some 30 s at worst for one log-in; more than fifty that wait are refused. */
    @Bean(destroyMethod = "dispose")
    Scheduler identityScheduler() {
        return Schedulers.newBoundedElastic(4, 50, "identity");
    }

    /** Reads tokens; more than a thousand that wait are refused. */
    @Bean(destroyMethod = "dispose")
    Scheduler tokenScheduler() {
        return Schedulers.newBoundedElastic(2, 1_000, "tokens");
    }

    @Bean
    ProviderLogIn providerLogIn(
            IdentityProperties properties,
            BoardLinks board,
            Accounts accounts,
            SessionDoor door,
            Scheduler identityScheduler,
            InstantSource wall) {
        IdentityProperties.Oidc oidc = properties.oidc();
        Optional<IdentityProvider> provider = oidc.isThere()
                ? Optional.of(new OpenIdClient(
                        new OpenIdSettings(
                                oidc.issuer(),
                                oidc.clientId(),
                                oidc.clientSecret(),
                                oidc.scopes(),
                                oidc.nameClaim(),
                                oidc.label(),
                                properties.roles().mapping(),
                                board.board()),
                        identityScheduler,
                        wall))
                : Optional.empty();
        return new ProviderLogIn(provider, accounts, door, wall);
    }

    /** Who reads the tokens of the configured issuer, if there is one. */
    static Optional<TokenReader> tokens(IdentityProperties properties, Scheduler tokenScheduler) {
        IdentityProperties.Jwt jwt = properties.jwt();
        return jwt.isThere()
                ? Optional.of(new JwtReader(
                        new JwtReader.Settings(
                                jwt.issuer(),
                                Optional.of(jwt.jwksUri())
                                        .filter(text -> !text.isBlank())
                                        .map(URI::create),
                                jwt.audience(),
                                properties.roles().mapping()),
                        tokenScheduler))
                : Optional.empty();
    }
}
