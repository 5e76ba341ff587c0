package io.perfectorder.core.priority;

import java.time.Instant;
import java.util.Set;

/**
 * An order that is not complete yet.
 *
 * @param skus the products of the lines that still lack something
 */
public record OpenOrder(String orderId, String tier, Instant deadline, Set<String> skus) {
    public OpenOrder {
        skus = Set.copyOf(skus);
    }
}
