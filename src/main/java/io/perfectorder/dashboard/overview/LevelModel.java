package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import java.util.Optional;

/**
 * One measure of one group against its target and its past.
 *
 * @param rate empty when no order counts
 * @param target 0 to 1
 * @param before the rate of the window of the same length before this one
 */
record LevelModel(Measure measure, Optional<Rate> rate, double target, Optional<Rate> before, Status status) {

    /** Borderline: the target is missed, and yet inside the 95 % interval, so it may be chance. */
    enum Status {
        ON_TARGET,
        BORDERLINE,
        OFF_TARGET,
        NO_DATA
    }

    /** Signed, as a difference of ratios. */
    Optional<Double> toTarget() {
        return rate.map(now -> now.value() - target);
    }

    /** Signed, as a difference of ratios; empty when either window has no order. */
    Optional<Double> toBefore() {
        return rate.flatMap(now -> before.map(past -> now.value() - past.value()));
    }
}
