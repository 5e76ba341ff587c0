package io.perfectorder.ingest;

import io.perfectorder.pipeline.IntakeRefused;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The stage through which an NDJSON stream of any length goes: at most {@value #IN_FLIGHT} chunks are on their way to the journal, in
 * the order of the stream, while one more is gathered; beyond that nothing is read from the socket. A chunk that is refused for too long
 * ends the stream with {@link IntakeRefused}.
 */
final class EventStream {
    static final int IN_FLIGHT = 4;
    private static final int TRIES = 7;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final Reception reception;
    private final Scheduler timer;

    /** {@code timer} wakes chunks that were refused. */
    EventStream(Reception reception, Scheduler timer) {
        this.reception = reception;
        this.timer = timer;
    }

    /** What became of the chunks, in order; an error of the body comes after what was complete before it. */
    Flux<Received> receive(Flux<byte[]> body) {
        return ChunksInOrder.receive(Chunks.of(body), reception, IN_FLIGHT, patience());
    }

    private Retry patience() {
        return Retry.backoff(TRIES, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .scheduler(timer)
                .filter(IntakeRefused.class::isInstance)
                .onRetryExhaustedThrow((_, last) -> last.failure());
    }
}
