package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.GraceByTier;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What the loop is told from outside.
 *
 * @param grace how late is still on time
 * @param fingerprint a text that differs whenever the grace of any tier does: history that was judged by another is derived again
 * @param eventTime whether "now" is the greatest accepted event time
 * @param cachedSubjects about half of the orders whose facts may be in memory, at least 1
 */
public record MonitorPolicy(GraceByTier grace, String fingerprint, boolean eventTime, int cachedSubjects) {
    public MonitorPolicy {
        if (cachedSubjects < 1) {
            throw new IllegalArgumentException("cachedSubjects=" + cachedSubjects + "; allowed: at least 1");
        }
    }

    /** The "now" of every window. */
    Instant now(Progress progress, InstantSource wall) {
        return eventTime ? progress.newestEvent().orElse(Instant.EPOCH) : wall.instant();
    }
}
