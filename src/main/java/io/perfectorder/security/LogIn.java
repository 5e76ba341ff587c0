package io.perfectorder.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Opens a session for a name and a password. An unknown name costs the same time, counts the same failures and gets the same answer as a
 * wrong password. One attempt at a time for a name, so that many at once are not more guesses than {@link LockOut} allows.
 */
public final class LogIn {
    /** What came of it. */
    public sealed interface Outcome {
        record Welcome(Token token, Session session) implements Outcome {}

        record Refused() implements Outcome {}

        /** Nobody may try before this instant, by this name or from this address. */
        record Wait(Instant until) implements Outcome {}
    }

    private static final int LONGEST_TYPED = 1_000;

    private final Accounts accounts;
    private final Sessions sessions;
    private final Admitted admitted;
    private final PasswordHashes hashes;
    private final Scheduler blocking;
    private final InstantSource wall;
    private final Set<String> trying = ConcurrentHashMap.newKeySet();

    public LogIn(
            Accounts accounts,
            Sessions sessions,
            Admitted admitted,
            PasswordHashes hashes,
            Scheduler blocking,
            InstantSource wall) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.admitted = admitted;
        this.hashes = hashes;
        this.blocking = blocking;
        this.wall = wall;
    }

    /** {@code address} and {@code agent}: from where, and the browser as it calls itself. */
    public Mono<Outcome> attempt(String name, String password, String address, String agent) {
        String byName = subject(name);
        return Mono.using(
                () -> trying.add(byName),
                first -> first
                        ? oneByOne(name, password, address, agent)
                        : Mono.just(new Outcome.Wait(wall.instant().plusSeconds(1))),
                first -> {
                    if (first) {
                        trying.remove(byName);
                    }
                });
    }

    private Mono<Outcome> oneByOne(String name, String password, String address, String agent) {
        String byName = subject(name);
        String byAddress = "address:" + address;
        Instant now = wall.instant();
        return Mono.zip(accounts.failures(byName, now), accounts.failures(byAddress, now))
                .flatMap(failures -> {
                    Instant until = later(
                            LockOut.OF_ACCOUNT.until(failures.getT1()), LockOut.OF_ADDRESS.until(failures.getT2()));
                    return until.isAfter(now)
                            ? Mono.just((Outcome) new Outcome.Wait(until))
                            : judge(name, cut(password), byName, byAddress)
                                    .flatMap(account -> open(account, address, agent))
                                    .switchIfEmpty(Mono.just(new Outcome.Refused()));
                });
    }

    private static String subject(String name) {
        return "account:" + AccountName.of(name).map(AccountName::text).orElse("");
    }

    private Mono<AccountName> judge(String name, String password, String byName, String byAddress) {
        Mono<String> hash = AccountName.of(name).map(accounts::passwordOf).orElseGet(Mono::empty);
        return Flux.concat(accounts.failed(byName, wall.instant()), accounts.failed(byAddress, wall.instant()))
                .then(hash.defaultIfEmpty(""))
                .publishOn(blocking)
                .filter(kept -> hashes.fits(password, kept))
                .flatMap(_ -> Flux.concat(accounts.forget(byName), accounts.forget(byAddress))
                        .then(Mono.justOrEmpty(AccountName.of(name))));
    }

    private Mono<Outcome> open(AccountName name, String address, String agent) {
        Token token = Token.random();
        return accounts.find(name)
                .filter(Account::usable)
                .map(account -> Session.open(token.hash(), account, address, agent, wall.instant()))
                .flatMap(session -> sessions.open(session).then(Mono.fromSupplier(() -> {
                    admitted.admit(session);
                    return new Outcome.Welcome(token, session);
                })));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String cut(String password) {
        return password.length() > LONGEST_TYPED ? "" : password;
    }
}
