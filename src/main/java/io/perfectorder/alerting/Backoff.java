package io.perfectorder.alerting;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a channel that failed is tried again: after a random time up to a bound that doubles with each failure, so that those who failed
 * together do not come back together. Source: M. Brooker, Exponential backoff and jitter (2015), "full jitter", here never below half of
 * the bound.
 *
 * @param most attempts; after the last it is given up
 */
public record Backoff(Duration first, Duration longest, int most) {
    /** Ten attempts in about half an hour. */
    public static final Backoff USUAL = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(10), 10);

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0 || most < 1) {
            throw new IllegalArgumentException("backoff: 0 < " + first + " <= " + longest + ", 1 <= " + most);
        }
    }

    /**
     * How long to wait after so many attempts; empty when it is given up.
     *
     * @param asked how long the receiver wants to be left alone
     */
    Optional<Duration> after(int attempts, Optional<Duration> asked, RandomGenerator random) {
        if (attempts >= most) {
            return Optional.empty();
        }
        long bound = first.toMillis();
        for (int i = 1; i < attempts && bound < longest.toMillis(); i++) {
            bound *= 2;
        }
        bound = Math.min(bound, longest.toMillis());
        Duration own = Duration.ofMillis(bound - random.nextLong(bound / 2 + 1));
        return Optional.of(asked.filter(wait -> wait.compareTo(own) > 0 && wait.compareTo(longest) <= 0)
                .orElse(own));
    }
}
