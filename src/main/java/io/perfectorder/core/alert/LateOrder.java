package io.perfectorder.core.alert;

import java.time.Instant;
import java.util.Optional;

/**
 * An open order as rules see it.
 *
 * @param priority the service priority of its best open product, 1 is served first; empty when none is ranked
 */
public record LateOrder(
        String orderId,
        String tier,
        Optional<Integer> priority,
        Instant deadline,
        Optional<Instant> estimatedArrival) {}
