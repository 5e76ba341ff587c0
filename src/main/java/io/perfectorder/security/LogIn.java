package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Opens a session for a name and a password, and where the account has a second factor for a code too. An unknown name costs the same time,
 * counts the same failures and gets the same answer as a wrong password. That a code is asked for tells that the password was right: see
 * ADR 0095.
 */
public final class LogIn {
    /** How long a log-in waits for its code. */
    public static final Duration WAITS = Duration.ofMinutes(5);

    /** What came of it. */
    public sealed interface Outcome {
        record Welcome(Token token, Session session) implements Outcome {}

        record Refused() implements Outcome {}

        /** Nobody may try before this instant, by this name or from this address. */
        record Wait(Instant until) implements Outcome {}

        /** The password is right; by the token the code is given. */
        record CodeNeeded(Token waiting) implements Outcome {}

        /** The log-in has waited too long for its code. */
        record TooLate() implements Outcome {}
    }

    private static final int LONGEST_TYPED = 1_000;

    private final Accounts accounts;
    private final Factors factors;
    private final SecondFactor second;
    private final Attempts attempts;
    private final SessionDoor door;
    private final PasswordHashes hashes;
    private final Scheduler blocking;
    private final InstantSource wall;

    public LogIn(
            Accounts accounts,
            Factors factors,
            SecondFactor second,
            Attempts attempts,
            SessionDoor door,
            PasswordHashes hashes,
            Scheduler blocking,
            InstantSource wall) {
        this.accounts = accounts;
        this.factors = factors;
        this.second = second;
        this.attempts = attempts;
        this.door = door;
        this.hashes = hashes;
        this.blocking = blocking;
        this.wall = wall;
    }

    /** {@code address} and {@code agent}: from where, and the browser as it calls itself. */
    public Mono<Outcome> attempt(String name, String password, String address, String agent) {
        Mono<String> hash = AccountName.of(name).map(accounts::passwordOf).orElseGet(Mono::empty);
        Mono<Outcome> judge = hash.defaultIfEmpty("")
                .publishOn(blocking)
                .filter(kept -> hashes.fits(cut(password), kept))
                .flatMap(_ -> Mono.justOrEmpty(AccountName.of(name)))
                .flatMap(account -> factors.secretOf(account)
                        .hasElement()
                        .flatMap(asks -> asks ? await(account) : enter(account, address, agent)))
                .switchIfEmpty(Mono.just(new Outcome.Refused()));
        return attempts.one(name, address, judge, Outcome.Wait::new);
    }

    /** The second step, with what {@link Outcome.CodeNeeded} has given. */
    public Mono<Outcome> second(String waiting, String code, String address, String agent) {
        KeyHash token = KeyHash.of(waiting);
        return Mono.defer(() -> factors.waiting(token, wall.instant()))
                .flatMap(account -> attempts.one(
                        account.text(),
                        address,
                        second.fits(account, code)
                                .filter(Boolean::booleanValue)
                                .flatMap(_ -> factors.takeWaiting(token))
                                .filter(Boolean::booleanValue)
                                .flatMap(_ -> enter(account, address, agent))
                                .switchIfEmpty(Mono.just(new Outcome.Refused())),
                        Outcome.Wait::new))
                .switchIfEmpty(Mono.just(new Outcome.TooLate()));
    }

    /** The failures stay until the code is right, or a password that is known would make guesses at codes free. */
    private Mono<Outcome> await(AccountName account) {
        Token token = Token.random();
        return factors.keepWaiting(token.hash(), account, wall.instant().plus(WAITS))
                .thenReturn(new Outcome.CodeNeeded(token));
    }

    private Mono<Outcome> enter(AccountName account, String address, String agent) {
        return attempts.forget(account, address).then(door.open(account, address, agent));
    }

    private static String cut(String password) {
        return password.length() > LONGEST_TYPED ? "" : password;
    }
}
