package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.Measure;
import java.time.Instant;
import java.util.Optional;

/** The orders behind a count: those that a measure's numerator holds, misses, or both. */
public record OrderQuery(Selection selection, Measure measure, Wanted wanted, int limit, Optional<After> after) {
    /** Met: in the numerator; missed: in the denominator only. */
    public enum Wanted {
        MET,
        MISSED,
        ALL
    }

    /** The last row of the page before: pages are ordered by deadline, then order id. */
    public record After(Instant deadline, String orderId) {}
}
