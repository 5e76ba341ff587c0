package io.perfectorder.security;

import java.net.URI;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The port of a provider of identities, as OpenID Connect has it. */
public interface IdentityProvider {
    /** What it is called on the button. */
    String label();

    Mono<Answer> begin(ProviderTrip trip);

    /** {@code query}: what the browser has brought back. */
    Mono<Answer> finish(ProviderTrip trip, String query);

    /** Where a browser ends its session at the provider; empty when there is no such place, or nobody has asked for it yet. */
    Optional<URI> farewell();

    /** What it answers, or what was made of it. */
    sealed interface Answer {
        /** Where the browser goes. */
        record Way(URI to) implements Answer {}

        /** {@code role}: empty when no value of the claim stands for one. */
        record Known(Identity identity, Optional<Role> role) implements Answer {}

        /** It refuses, or what it says cannot be trusted. */
        record Refused(String why) implements Answer {}

        /** It does not answer. */
        record Away(String why) implements Answer {}
    }
}
