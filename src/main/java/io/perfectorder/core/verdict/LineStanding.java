package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderLine;
import java.math.BigDecimal;

/**
 * A line as agreed, and what the customer kept of it.
 *
 * @param kept accepted minus returned as wrong item; negative when more came back than was accepted
 */
public record LineStanding(OrderLine line, BigDecimal kept) {
    /** Whether the customer kept at least what was ordered. */
    public boolean complete() {
        return kept.compareTo(BigDecimal.valueOf(line.quantity().thousandths(), 3)) >= 0;
    }
}
