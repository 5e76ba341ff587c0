package io.perfectorder.security;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes a second factor on and off, and tells whether a code fits: that of the app, each step of time once, or a recovery code, once. */
public final class SecondFactor {
    /** What came of it. */
    public sealed interface Outcome {
        /** The codes are shown now and never again. */
        record Added(List<RecoveryCode> codes) implements Outcome {}

        record Removed() implements Outcome {}

        record PasswordWrong() implements Outcome {}

        record CodeWrong() implements Outcome {}

        /** There was one already. */
        record ThereAlready() implements Outcome {}

        /** Nobody may try before this instant. */
        record Wait(Instant until) implements Outcome {}
    }

    private static final int LONGEST_TYPED = 64;

    private final Accounts accounts;
    private final Factors factors;
    private final Attempts attempts;
    private final PasswordHashes hashes;
    private final Scheduler blocking;
    private final InstantSource wall;

    public SecondFactor(
            Accounts accounts,
            Factors factors,
            Attempts attempts,
            PasswordHashes hashes,
            Scheduler blocking,
            InstantSource wall) {
        this.accounts = accounts;
        this.factors = factors;
        this.attempts = attempts;
        this.hashes = hashes;
        this.blocking = blocking;
        this.wall = wall;
    }

    /** From now on the account asks for codes of this secret, if the first one is right. The password is asked too: the page may have been left open. */
    public Mono<Outcome> add(AccountName account, String password, TotpSecret secret, String code, String address) {
        Mono<Outcome> judge = accounts.passwordOf(account)
                .publishOn(blocking)
                .filter(kept -> hashes.fits(password, kept))
                .flatMap(_ -> confirm(account, secret, code))
                .switchIfEmpty(Mono.just(new Outcome.PasswordWrong()));
        return guarded(account, address, judge);
    }

    public Mono<Outcome> remove(AccountName account, String code, String address) {
        Mono<Outcome> judge = fits(account, code)
                .flatMap(right -> right
                        ? factors.remove(account).thenReturn(new Outcome.Removed())
                        : Mono.just(new Outcome.CodeWrong()));
        return guarded(account, address, judge);
    }

    /** Uses the code up when it fits. */
    Mono<Boolean> fits(AccountName account, String typed) {
        String code = typed.length() > LONGEST_TYPED ? "" : typed.strip();
        return factors.secretOf(account)
                .flatMap(secret -> {
                    OptionalLong step = secret.stepOf(code.replace(" ", ""), wall.instant());
                    return step.isPresent()
                            ? factors.takeStep(account, step.getAsLong())
                            : factors.takeCode(account, RecoveryCode.hashOf(code));
                })
                .defaultIfEmpty(false);
    }

    private Mono<Outcome> guarded(AccountName account, String address, Mono<Outcome> judge) {
        return attempts.one(account.text(), address, judge, Outcome.Wait::new).flatMap(outcome -> switch (outcome) {
            case Outcome.Added _, Outcome.Removed _ ->
                attempts.forget(account, address).thenReturn(outcome);
            case Outcome.PasswordWrong _, Outcome.CodeWrong _, Outcome.ThereAlready _, Outcome.Wait _ ->
                Mono.just(outcome);
        });
    }

    private Mono<Outcome> confirm(AccountName account, TotpSecret secret, String code) {
        OptionalLong step = secret.stepOf(code.replace(" ", ""), wall.instant());
        if (step.isEmpty()) {
            return Mono.just(new Outcome.CodeWrong());
        }
        List<RecoveryCode> codes = RecoveryCode.set();
        List<KeyHash> hashesOfCodes = codes.stream().map(RecoveryCode::hash).toList();
        return factors.add(account, secret, step.getAsLong(), hashesOfCodes, wall.instant())
                .map(added -> added ? new Outcome.Added(codes) : new Outcome.ThereAlready());
    }
}
