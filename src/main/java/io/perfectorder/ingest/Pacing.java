package io.perfectorder.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * When each event of a replay is due: event time divided by the speed, where a stretch without events is cut to {@link
 * #LONGEST_PAUSE}. An event that is older than one before it is due at once. Mutable, for one thread.
 */
final class Pacing {
    /** The time between two snapshots: every stretch that has events is seen on the board. */
    static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final double speed;
    private Instant newest = Instant.MAX;
    private double dueNanos;

    Pacing(double speed) {
        this.speed = speed;
    }

    /** How long after the start of the replay an event of this time is due. Never goes back. */
    Duration due(Instant time) {
        if (newest.equals(Instant.MAX)) {
            newest = time;
        } else if (time.isAfter(newest)) {
            Duration gap = Duration.between(newest, time);
            double pause = (gap.getSeconds() * 1e9 + gap.getNano()) / speed;
            dueNanos += Math.min(pause, (double) LONGEST_PAUSE.toNanos());
            newest = time;
        }
        return Duration.ofNanos((long) dueNanos);
    }

    /** The greatest event time so far; {@link Instant#MAX} before the first event. */
    Instant newest() {
        return newest;
    }
}
