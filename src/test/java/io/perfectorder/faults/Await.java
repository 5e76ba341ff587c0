package io.perfectorder.faults;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits, within a bound, for a state of another process. A process, a socket or a file offers nothing to subscribe to, so this looks
 * again and again; it is the one place in the tests that may.
 */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Returns when the condition holds; fails, naming it, when it does not within the limit. */
    public static void until(String condition, Duration limit, BooleanSupplier holds) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + limit + ": " + condition);
            }
            pause(PAUSE);
        }
    }

    /** Lets an outage last. */
    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
