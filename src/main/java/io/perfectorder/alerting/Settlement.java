package io.perfectorder.alerting;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a decision that was open.
 *
 * @param number of the decision
 * @param dueAt when it is looked at again; empty when it is settled
 */
public record Settlement(
        long number, DecisionReason reason, String detail, int attempts, Optional<Instant> dueAt, Instant at) {
    public Settlement {
        if (reason.isOpen() != dueAt.isPresent()) {
            throw new IllegalArgumentException("settlement: " + reason + " with due " + dueAt);
        }
    }

    /** Nothing is left to do. */
    static Settlement of(KeptDecision kept, DecisionReason reason, String detail, Instant at) {
        return new Settlement(kept.number(), reason, detail, kept.decision().attempts(), Optional.empty(), at);
    }
}
