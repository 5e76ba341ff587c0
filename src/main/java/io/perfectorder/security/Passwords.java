package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sets passwords: by a link that is good once, by whoever knows the old one, and of the administrator whom the configuration declares. */
public final class Passwords {
    /** How long a link is good. */
    public static final Duration LINK = Duration.ofHours(24);

    /** What came of it. */
    public sealed interface Outcome {
        record Done(AccountName account) implements Outcome {}

        record Faulty(PasswordRules.Fault fault) implements Outcome {}

        /** What was typed cannot be the name of an account. */
        record NoName() implements Outcome {}

        record LinkIsOver() implements Outcome {}

        record OldIsWrong() implements Outcome {}
    }

    private final Accounts accounts;
    private final Admitted admitted;
    private final PasswordHashes hashes;
    private final Scheduler blocking;
    private final InstantSource wall;

    public Passwords(
            Accounts accounts, Admitted admitted, PasswordHashes hashes, Scheduler blocking, InstantSource wall) {
        this.accounts = accounts;
        this.admitted = admitted;
        this.hashes = hashes;
        this.blocking = blocking;
        this.wall = wall;
    }

    /** A new link in place of an older one. */
    public Mono<Token> link(Invited invited) {
        Token token = Token.random();
        return accounts.keepLink(invited, token.hash(), wall.instant().plus(LINK))
                .thenReturn(token);
    }

    /** Empty when the link is over. */
    public Mono<Invited> invited(String link) {
        return Mono.defer(() -> accounts.invited(KeyHash.of(link), wall.instant()));
    }

    /** {@code name}: for the first administrator, who chooses one. */
    public Mono<Outcome> byLink(String link, String name, String password) {
        return invited(link)
                .flatMap(invited -> {
                    Optional<AccountName> account = invited.account().or(() -> AccountName.of(name));
                    if (account.isEmpty()) {
                        return Mono.just((Outcome) new Outcome.NoName());
                    }
                    return PasswordRules.fault(password, account.get())
                            .map(fault -> Mono.just((Outcome) new Outcome.Faulty(fault)))
                            .orElseGet(() -> take(link, invited, account.get(), password));
                })
                .switchIfEmpty(Mono.just(new Outcome.LinkIsOver()));
    }

    public Mono<Outcome> change(AccountName account, String old, String password) {
        Optional<PasswordRules.Fault> fault = PasswordRules.fault(password, account);
        return accounts.passwordOf(account)
                .publishOn(blocking)
                .filter(kept -> hashes.fits(old, kept))
                .flatMap(_ -> fault.map(why -> Mono.just((Outcome) new Outcome.Faulty(why)))
                        .orElseGet(() -> set(account, password)))
                .switchIfEmpty(Mono.just(new Outcome.OldIsWrong()));
    }

    /** Makes the administrator by the password that the configuration declares; false when there is one already. */
    public Mono<Boolean> declare(AccountName name, String password) {
        return hash(password)
                .flatMap(hash -> accounts.addAdministrator(name, hash, wall.instant()))
                .doOnNext(_ -> admitted.nowAdministered());
    }

    private Mono<Outcome> take(String link, Invited invited, AccountName account, String password) {
        Instant now = wall.instant();
        return hash(password)
                .flatMap(hash -> accounts.takeLink(KeyHash.of(link), now)
                        .filter(Boolean::booleanValue)
                        .flatMap(_ -> switch (invited) {
                            case Invited.FirstAdministrator _ -> accounts.addAdministrator(account, hash, now);
                            case Invited.Of _ -> accounts.setPassword(account, hash, now);
                        })
                        .filter(Boolean::booleanValue)
                        .flatMap(_ -> {
                            if (invited instanceof Invited.FirstAdministrator) {
                                admitted.nowAdministered();
                            }
                            return admitted.endAllOf(account)
                                    .then(accounts.forget("account:" + account.text()))
                                    .thenReturn((Outcome) new Outcome.Done(account));
                        }));
    }

    private Mono<Outcome> set(AccountName account, String password) {
        return hash(password)
                .flatMap(hash -> accounts.setPassword(account, hash, wall.instant()))
                .filter(Boolean::booleanValue)
                .flatMap(_ -> admitted.endAllOf(account))
                .thenReturn(new Outcome.Done(account));
    }

    private Mono<String> hash(String password) {
        return Mono.fromCallable(() -> hashes.of(password)).subscribeOn(blocking);
    }
}
