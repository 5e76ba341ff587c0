package io.perfectorder.core.priority;

import java.util.Optional;

/**
 * An open order in its place.
 *
 * @param place 1 is served first; no two orders share one
 * @param best the priority of its best open product; empty when none of them is ranked
 * @param after what put it behind the order in the place before
 */
public record RankedOrder(int place, OpenOrder order, Optional<ProductPriority> best, Decider after) {
    /** What decided between two orders that follow each other. */
    public enum Decider {
        /** Nothing stands before it. */
        FIRST,
        PRODUCT,
        TIER,
        TIME_LEFT,
        ORDER_ID
    }
}
