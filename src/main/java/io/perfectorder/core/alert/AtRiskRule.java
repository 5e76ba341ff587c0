package io.perfectorder.core.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Fires for an order that is about to miss its deadline: its service priority is high enough, its deadline is near, and no estimate
 * keeps it. Each order has an alert of its own. When the deadline passes, what fires goes on: to be missed is no resolution.
 *
 * @param lowestPriority orders of this priority or a smaller number; 1 is served first
 * @param within how near the deadline is
 */
public record AtRiskRule(RuleHead head, int lowestPriority, Duration within) implements AlertRule {
    public AtRiskRule {
        if (lowestPriority < 1) {
            throw new RefusedRule(
                    "lowestPriority",
                    RefusedRule.Flaw.AT_LEAST_ONE,
                    lowestPriority + " is not 1 or more",
                    lowestPriority);
        }
        if (within.isNegative() || within.isZero()) {
            throw new RefusedRule(
                    "within", RefusedRule.Flaw.NOT_LONGER_THAN_NOTHING, within + " is not longer than nothing", within);
        }
    }

    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        // Near is told from the end of the windows, which is event time when history is replayed.
        Instant asOf = seen.snapshot().asOf();
        return seen.atRisk().stream()
                .filter(order -> misses(order, asOf))
                .map(order -> finding(order, asOf))
                .toList();
    }

    private boolean misses(LateOrder order, Instant asOf) {
        return order.priority().filter(priority -> priority <= lowestPriority).isPresent()
                && order.deadline().isBefore(asOf.plus(within))
                && order.estimatedArrival()
                        .filter(arrival -> !arrival.isAfter(order.deadline()))
                        .isEmpty();
    }

    private static Finding finding(LateOrder order, Instant asOf) {
        return new Finding(
                new AlertGroup(order.tier(), "order", order.orderId()),
                order.deadline().isAfter(asOf) ? Reading.BROKEN : Reading.BETWEEN,
                new Evidence.Late(order.orderId(), order.deadline(), order.estimatedArrival()));
    }
}
