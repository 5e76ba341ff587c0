package io.perfectorder.pipeline;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

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

    /** The events as a submission that is handed to {@code enter} once there is room for it, and answers. */
    Mono<List<Outcome>> admit(List<Incoming> events, Consumer<Submission> enter) {
        if (events.isEmpty()) {
            return Mono.just(List.of());
        }
        long size = events.stream().mapToLong(event -> event.raw().length).sum();
        return take(events.size(), size)
                ? Mono.create(answer -> enter.accept(new Submission(events, size, this, answer)))
                : Mono.error(new IntakeRefused("too many events are waiting to be stored"));
    }

    void giveBack(int lessEvents, long lessBytes) {
        events.addAndGet(-lessEvents);
        bytes.addAndGet(-lessBytes);
    }

    int eventsTaken() {
        return events.get();
    }
}
