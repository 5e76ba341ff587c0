package io.perfectorder.ingest.simulator;

import java.time.Instant;
import java.util.List;

/**
 * The mean number of events a second, before the daily rhythm, in steps: each holds until the next begins, the first holds before too.
 */
public record ArrivalRate(List<Step> steps) {
    public ArrivalRate {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps is empty; allowed: at least one");
        }
    }

    /** The rate from an instant on: above 0 and at most 100,000 events a second. */
    public record Step(Instant from, double eventsPerSecond) {
        public Step {
            if (!(eventsPerSecond > 0 && eventsPerSecond <= 100_000)) {
                throw new IllegalArgumentException(
                        "eventsPerSecond is " + eventsPerSecond + "; allowed: above 0 and at most 100,000");
            }
        }
    }

    /** The same rate at all times. */
    public static ArrivalRate constant(double eventsPerSecond) {
        return new ArrivalRate(List.of(new Step(Instant.MIN, eventsPerSecond)));
    }

    double at(Instant instant) {
        Step current = steps.getFirst();
        for (Step step : steps) {
            if (instant.isBefore(step.from())) {
                break;
            }
            current = step;
        }
        return current.eventsPerSecond();
    }
}
