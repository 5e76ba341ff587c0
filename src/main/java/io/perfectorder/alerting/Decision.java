package io.perfectorder.alerting;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether one channel is told of an alert on one occasion, and why.
 *
 * @param transition the number of the transition that it follows from
 * @param step tells the occasions of one kind apart, from 0
 * @param route empty when no route takes the alert
 * @param channel empty when there is none to tell
 * @param groupKey what is told in one message has the same
 * @param detail what the reason alone does not tell
 * @param settledAt when nothing was left to do
 * @param dueAt when something is to be done next; empty when it is settled
 * @param attempts how often the channel was asked
 */
public record Decision(
        Episode episode,
        long transition,
        Occasion occasion,
        int step,
        String route,
        String channel,
        String groupKey,
        DecisionReason reason,
        String detail,
        Instant plannedAt,
        Optional<Instant> settledAt,
        Optional<Instant> dueAt,
        int attempts) {
    public Decision {
        if (reason.isOpen() != dueAt.isPresent() || reason.isOpen() == settledAt.isPresent()) {
            throw new IllegalArgumentException(
                    "decision: " + reason + " with due " + dueAt + " and settled " + settledAt);
        }
    }
}
