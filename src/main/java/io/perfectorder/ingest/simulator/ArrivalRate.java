package io.perfectorder.ingest.simulator;

import java.time.Instant;

/**
 * The mean number of events a second, before the daily rhythm: one rate for history, another from an instant on.
 *
 * @param history events a second before {@code liveFrom}
 * @param liveFrom when the live rate begins
 * @param live events a second from then on
 */
public record ArrivalRate(double history, Instant liveFrom, double live) {
    /** Checks both rates. */
    public ArrivalRate {
        check(history);
        check(live);
    }

    /** The same rate at all times. */
    public static ArrivalRate constant(double eventsPerSecond) {
        return new ArrivalRate(eventsPerSecond, Instant.MIN, eventsPerSecond);
    }

    double at(Instant instant) {
        return instant.isBefore(liveFrom) ? history : live;
    }

    private static void check(double rate) {
        if (!(rate > 0 && rate <= 100_000)) {
            throw new IllegalArgumentException("A rate must be above 0 and at most 100,000 events a second: " + rate);
        }
    }
}
