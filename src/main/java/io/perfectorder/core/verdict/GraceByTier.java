package io.perfectorder.core.verdict;

import java.time.Duration;

/**
 * The grace that a tier is given after its promise. The tier is never null: {@link Dimensions#UNASSIGNED} when
 * nobody gave one.
 */
@FunctionalInterface
public interface GraceByTier {
    /** No grace for anyone. */
    GraceByTier NONE = _ -> Duration.ZERO;

    Duration graceOf(String tier);
}
