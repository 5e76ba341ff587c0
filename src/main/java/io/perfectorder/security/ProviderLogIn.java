package io.perfectorder.security;

import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Opens a session for whoever a provider of identities knows, if there is a provider. The account is made at the first log-in, and has the
 * role that the provider gives, anew at each.
 */
public final class ProviderLogIn {
    /** What came of it. */
    public sealed interface Outcome {
        /** To the provider. */
        record Way(URI to) implements Outcome {}

        record Welcome(Token token, Session session) implements Outcome {}

        /** The provider knows him, and gives him no role here. */
        record NoRole(String called) implements Outcome {}

        /** The account is disabled here. */
        record Shut(String called) implements Outcome {}

        record Refused(String why) implements Outcome {}

        record Away(String why) implements Outcome {}
    }

    private final Optional<IdentityProvider> provider;
    private final Accounts accounts;
    private final SessionDoor door;
    private final InstantSource wall;

    public ProviderLogIn(Optional<IdentityProvider> provider, Accounts accounts, SessionDoor door, InstantSource wall) {
        this.provider = provider;
        this.accounts = accounts;
        this.door = door;
        this.wall = wall;
    }

    /** What the provider is called; empty when there is none. */
    public Optional<String> label() {
        return provider.map(IdentityProvider::label);
    }

    /** Where a browser ends its session at the provider. */
    public Optional<URI> farewell() {
        return provider.flatMap(IdentityProvider::farewell);
    }

    /** Empty when there is no provider. */
    public Mono<Outcome> begin(ProviderTrip trip) {
        return Mono.justOrEmpty(provider)
                .flatMap(asked -> asked.begin(trip))
                .flatMap(answer -> outcome(answer, "", ""));
    }

    /** {@code query}: what the browser has brought back; {@code address} and {@code agent}: from where, and how it calls itself. */
    public Mono<Outcome> finish(ProviderTrip trip, String query, String address, String agent) {
        return Mono.justOrEmpty(provider)
                .flatMap(asked -> asked.finish(trip, query))
                .flatMap(answer -> outcome(answer, address, agent));
    }

    private Mono<Outcome> outcome(IdentityProvider.Answer answer, String address, String agent) {
        return switch (answer) {
            case IdentityProvider.Answer.Way(URI to) -> Mono.just(new Outcome.Way(to));
            case IdentityProvider.Answer.Refused(String why) -> Mono.just(new Outcome.Refused(why));
            case IdentityProvider.Answer.Away(String why) -> Mono.just(new Outcome.Away(why));
            case IdentityProvider.Answer.Known(Identity identity, Optional<Role> role) ->
                role.isPresent()
                        ? greet(identity, role.get(), address, agent)
                        : Mono.just(new Outcome.NoRole(identity.called()));
        };
    }

    private Mono<Outcome> greet(Identity identity, Role role, String address, String agent) {
        return accounts.greet(identity, role, wall.instant())
                .flatMap(account -> door.open(account, address, agent))
                .ofType(LogIn.Outcome.Welcome.class)
                .map(welcome -> (Outcome) new Outcome.Welcome(welcome.token(), welcome.session()))
                .switchIfEmpty(Mono.just(new Outcome.Shut(identity.called())));
    }
}
