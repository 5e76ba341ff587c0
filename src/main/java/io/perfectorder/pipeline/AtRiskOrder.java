package io.perfectorder.pipeline;

import io.perfectorder.core.priority.RankedOrder;
import io.perfectorder.core.verdict.LineStanding;
import io.perfectorder.core.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One order at risk.
 *
 * @param delivered whether part of it has come
 * @param estimatedArrival when the last delivery on its way is expected
 * @param supplierCancelled when we gave it up ourselves
 * @param lacking the lines of which something is missing
 */
public record AtRiskOrder(
        RankedOrder ranked,
        Verdict.Judged verdict,
        boolean delivered,
        Optional<Instant> estimatedArrival,
        Optional<Instant> supplierCancelled,
        List<LineStanding> lacking,
        Optional<Acknowledgement> acknowledged) {
    public AtRiskOrder {
        lacking = List.copyOf(lacking);
    }

    public String orderId() {
        return ranked.order().orderId();
    }
}
