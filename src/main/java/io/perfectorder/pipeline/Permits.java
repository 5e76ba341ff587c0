package io.perfectorder.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bound of the intake: how many events, and bytes of them, may be between admission and answer. A permit that is not there is
 * refused, never waited for. Safe for many threads.
 */
final class Permits {
    static final int MAX_EVENTS = 65_536;
    static final long MAX_BYTES = 64L << 20;

    private final AtomicInteger events = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    boolean take(int moreEvents, long moreBytes) {
        // One submission of any size is let in when nothing else is there, so that none can wait for ever.
        boolean room = events.addAndGet(moreEvents) <= MAX_EVENTS;
        long taken = bytes.addAndGet(moreBytes);
        if (room && (taken <= MAX_BYTES || taken == moreBytes)) {
            return true;
        }
        giveBack(moreEvents, moreBytes);
        return false;
    }

    void giveBack(int lessEvents, long lessBytes) {
        events.addAndGet(-lessEvents);
        bytes.addAndGet(-lessBytes);
    }

    int eventsTaken() {
        return events.get();
    }
}
