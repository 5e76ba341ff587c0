package io.perfectorder.pipeline;

import java.util.List;
import reactor.core.publisher.Mono;

/** The port through which the leader erases. Every step may be done again at any time, after a crash or because somebody asked again. */
public interface ErasureStore {
    /** A customer that is being erased: the id is known until {@link #finish}. */
    record Pending(String customer, String pseudonym) {}

    /** The customers that are being erased, the oldest first. */
    Mono<List<Pending>> pending();

    /**
     * Looks through the next entries of the journal after a position: remembers the orders of the customer as unswept, and takes mentions
     * out of the events of others. Completes with the position that was reached; empty at the end of the journal.
     */
    Mono<Long> scan(Pending customer, long afterPosition);

    /** Orders of erased customers whose events may still hold free text. */
    Mono<List<String>> unswept(int limit);

    /** Overwrites the free text of these orders, in events and notes, and the id of the customer by the pseudonym. */
    Mono<Void> sweep(List<String> orders, ErasedCustomers erased);

    /** Renames the customer in the verdict history, at once. */
    Mono<Void> renameInHistory(Pending customer);

    /** Takes it out of everything that is about neither events nor verdicts: dead letters, alerts, silences, notes, scopes, the audit. */
    Mono<Void> renameElsewhere(Pending customer, ErasedCustomers erased);

    /** Forgets the id, and counts where it is left. */
    Mono<Void> finish(Pending customer);
}
