package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;

/**
 * How long nobody may try again after failures one upon another: nothing for the first few, then a time that doubles with each failure.
 *
 * @param free how many failures cost nothing
 */
public record LockOut(int free) {
    public static final LockOut OF_ACCOUNT = new LockOut(5);

    /** Many people may come from one address. */
    public static final LockOut OF_ADDRESS = new LockOut(20);

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final int DOUBLINGS = 9;

    /** Failures are forgotten after this time without one. */
    public static final Duration FORGOTTEN = Duration.ofHours(1);

    /** Up to 17 minutes. */
    public Instant until(Failures failures) {
        if (failures.number() < free) {
            return Instant.MIN;
        }
        int doublings = Math.min(failures.number() - free, DOUBLINGS);
        return failures.lastAt().plus(FIRST.multipliedBy(1L << doublings));
    }

    /** Failures one upon another. */
    public record Failures(int number, Instant lastAt) {
        public static final Failures NONE = new Failures(0, Instant.MIN);
    }
}
