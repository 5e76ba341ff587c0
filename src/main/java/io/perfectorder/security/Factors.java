package io.perfectorder.security;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keeps second factors with their recovery codes, and log-ins that wait for a code. */
public interface Factors {
    /** At most a thousand, by name. */
    Mono<List<Factor>> all();

    Mono<Factor> find(AccountName account);

    Mono<TotpSecret> secretOf(AccountName account);

    /** {@code step}: the one whose code was typed, which is used by that. False when the account has a factor already or is not there. */
    Mono<Boolean> add(AccountName account, TotpSecret secret, long step, List<KeyHash> codes, Instant now);

    Mono<Boolean> remove(AccountName account);

    /** Uses a step; false when it or a later one was used before. */
    Mono<Boolean> takeStep(AccountName account, long step);

    /** Uses a recovery code; false when the account has none like it. */
    Mono<Boolean> takeCode(AccountName account, KeyHash code);

    Mono<Void> keepWaiting(KeyHash token, AccountName account, Instant expiresAt);

    /** Whose log-in waits; empty when it is over or was never there. */
    Mono<AccountName> waiting(KeyHash token, Instant now);

    /** Takes it away; false when it was gone. */
    Mono<Boolean> takeWaiting(KeyHash token);
}
