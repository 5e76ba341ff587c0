package io.perfectorder.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bounds guesses at passwords and codes alike: one attempt at a time for a name, so that many at once are not more guesses than {@link
 * LockOut} allows. Every attempt counts as failed until somebody says that it was right.
 */
public final class Attempts {
    private final Accounts accounts;
    private final InstantSource wall;
    private final Set<String> trying = ConcurrentHashMap.newKeySet();

    public Attempts(Accounts accounts, InstantSource wall) {
        this.accounts = accounts;
        this.wall = wall;
    }

    /** What the judge says, or {@code wait} with the instant before which nobody may try, by this name or from this address. */
    <T> Mono<T> one(String name, String address, Mono<T> judge, Function<Instant, T> wait) {
        String byName = subject(name);
        return Mono.using(
                () -> trying.add(byName),
                first -> first
                        ? counted(byName, "address:" + address, judge, wait)
                        : Mono.just(wait.apply(wall.instant().plusSeconds(1))),
                first -> {
                    if (first) {
                        trying.remove(byName);
                    }
                });
    }

    /** It was right. */
    Mono<Void> forget(AccountName account, String address) {
        return Flux.concat(accounts.forget(subject(account.text())), accounts.forget("address:" + address))
                .then();
    }

    private <T> Mono<T> counted(String byName, String byAddress, Mono<T> judge, Function<Instant, T> wait) {
        Instant now = wall.instant();
        return Mono.zip(accounts.failures(byName, now), accounts.failures(byAddress, now))
                .flatMap(failures -> {
                    Instant until = later(
                            LockOut.OF_ACCOUNT.until(failures.getT1()), LockOut.OF_ADDRESS.until(failures.getT2()));
                    return until.isAfter(now)
                            ? Mono.just(wait.apply(until))
                            : Flux.concat(accounts.failed(byName, now), accounts.failed(byAddress, now))
                                    .then(judge);
                });
    }

    private static String subject(String name) {
        return "account:" + AccountName.of(name).map(AccountName::text).orElse("");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
