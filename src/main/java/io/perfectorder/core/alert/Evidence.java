package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The figures that a reading rests on: what a message tells beside the rule. Ratios are 0 to 1. */
public sealed interface Evidence {
    /** A rate against its limit. */
    record Level(Measure measure, long numerator, long denominator, double limit) implements Evidence {}

    /**
     * A rate against its target, with how likely it or a worse one would be if the target were kept.
     *
     * @param p of the exact one-sided binomial test; 1 when it was not needed
     * @param adjusted after Benjamini and Hochberg over the groups of the rule
     */
    record Significance(Measure measure, long numerator, long denominator, double target, double p, double adjusted)
            implements Evidence {}

    /**
     * How many times faster than budgeted orders fail.
     *
     * @param factor the burn rate at which the alert fires, at the volume of now
     */
    record Burn(Measure measure, double longRate, double shortRate, double factor) implements Evidence {}

    /** A cumulative sum of failures beyond what was to be expected. */
    record Drift(Measure measure, double sum, double limit) implements Evidence {}

    /** Orders that missed a measure. */
    record Missed(Measure measure, long orders) implements Evidence {}

    /** An order that no estimate keeps. */
    record Late(String orderId, Instant deadline, Optional<Instant> estimatedArrival) implements Evidence {}

    /**
     * Nothing heard.
     *
     * @param last empty when nothing was ever heard
     */
    record Silence(StalenessRule.Source source, Optional<Instant> last, Duration limit) implements Evidence {}
}
