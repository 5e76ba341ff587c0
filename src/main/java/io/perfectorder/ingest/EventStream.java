package io.perfectorder.ingest;

import io.perfectorder.pipeline.IntakeRefused;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The stage through which an NDJSON stream of any length goes: at most {@value #IN_FLIGHT} chunks are on their way to the journal, in
 * the order of the stream, while one more is gathered; beyond that nothing is read from the socket. A chunk that is refused waits and is
 * sent again, and those after it wait behind it; when it is refused for too long, the stream ends with {@link IntakeRefused}.
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
        return Flux.defer(() -> {
            InOrder inOrder = new InOrder();
            return Chunks.of(body)
                    .flatMapSequentialDelayError(inOrder::attempt, IN_FLIGHT, 1)
                    // An error as a signal among others: the operator below would let it overtake what waits.
                    .materialize()
                    .concatMap(inOrder::settle, 1);
        });
    }

    /** What became of the first attempt to submit a chunk. */
    private sealed interface Attempt {
        record Stored(Received received) implements Attempt {}

        record Refused(Chunk chunk) implements Attempt {}
    }

    /** The attempts of one stream. While a refused chunk waits, those after it count as refused as well. */
    private final class InOrder {
        private final AtomicInteger refused = new AtomicInteger();

        Mono<Attempt> attempt(Chunk chunk) {
            return Mono.defer(() -> refused.get() > 0
                    ? refuse(chunk)
                    : reception
                            .receive(chunk)
                            .<Attempt>map(Attempt.Stored::new)
                            .onErrorResume(IntakeRefused.class, _ -> refuse(chunk)));
        }

        private Mono<Attempt> refuse(Chunk chunk) {
            refused.incrementAndGet();
            return Mono.just(new Attempt.Refused(chunk));
        }

        Publisher<Received> settle(Signal<Attempt> signal) {
            return switch (signal.get()) {
                case Attempt.Stored stored -> Mono.just(stored.received());
                case Attempt.Refused again ->
                    reception.receive(again.chunk()).retryWhen(patience()).doOnNext(_ -> refused.decrementAndGet());
                case null ->
                    signal.isOnError() ? Mono.error(Objects.requireNonNull(signal.getThrowable())) : Mono.empty();
            };
        }

        private Retry patience() {
            return Retry.backoff(TRIES, FIRST_PAUSE)
                    .maxBackoff(LONGEST_PAUSE)
                    .scheduler(timer)
                    .filter(IntakeRefused.class::isInstance)
                    .onRetryExhaustedThrow((_, last) -> last.failure());
        }
    }
}
