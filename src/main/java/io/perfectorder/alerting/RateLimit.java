package io.perfectorder.alerting;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket of permissions to send, filled evenly.
 *
 * @param burst permissions in a full bucket
 * @param every the time in which one more comes
 */
public record RateLimit(int burst, Duration every) {
    /** Thirty messages a minute, ten at once. */
    public static final RateLimit USUAL = new RateLimit(10, Duration.ofSeconds(2));

    public RateLimit {
        if (burst < 1 || every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("rate limit: " + burst + " every " + every);
        }
    }

    /** How full a bucket is: it is full again at {@code fullAt}. */
    record Bucket(Instant fullAt) {
        static final Bucket FULL = new Bucket(Instant.EPOCH);
    }

    /** Whether one permission is left. */
    boolean allows(Bucket bucket, Instant now) {
        return !nextAt(bucket).isAfter(now);
    }

    /** When the next permission is there. */
    Instant nextAt(Bucket bucket) {
        return bucket.fullAt().minus(every.multipliedBy(burst - 1L));
    }

    Bucket take(Bucket bucket, Instant now) {
        Instant from = bucket.fullAt().isAfter(now) ? bucket.fullAt() : now;
        return new Bucket(from.plus(every));
    }
}
