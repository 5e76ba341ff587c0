package io.perfectorder.pipeline;

import java.time.Instant;
import java.util.List;

/**
 * The orders at risk, ranked.
 *
 * @param at the instant that near and past are told from
 * @param total how many there are; when there are more than {@code orders}, those with the deadline nearest to {@code at} are ranked
 * @param policy the name of the rule they are ranked by
 */
public record AtRiskOrders(Instant at, long total, String policy, List<AtRiskOrder> orders) {
    public AtRiskOrders {
        orders = List.copyOf(orders);
    }
}
