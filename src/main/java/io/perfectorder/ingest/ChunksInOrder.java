package io.perfectorder.ingest;

import io.perfectorder.pipeline.IntakeRefused;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.util.retry.Retry;

/**
 * Submits the chunks of one body or file so that they are accepted in their order, with several on their way at a time. The order matters:
 * the tier of an order is the one that its customer had when the order was accepted, and of two events with one identity the first
 * counts. A chunk that is refused waits and is sent again, and those after it wait behind it.
 */
final class ChunksInOrder {
    private final Reception reception;
    private final Retry patience;

    /** Chunks that were refused and are not stored yet. */
    private final AtomicInteger refused = new AtomicInteger();

    private ChunksInOrder(Reception reception, Retry patience) {
        this.reception = reception;
        this.patience = patience;
    }

    /**
     * What became of the chunks, in order; an error of theirs comes after what was complete before it.
     *
     * @param patience how a refused chunk is sent again
     */
    static Flux<Received> receive(Flux<Chunk> chunks, Reception reception, int inFlight, Retry patience) {
        return Flux.defer(() -> {
            ChunksInOrder inOrder = new ChunksInOrder(reception, patience);
            return chunks.flatMapSequentialDelayError(inOrder::attempt, inFlight, 1)
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

    /** While a refused chunk waits, those after it count as refused as well. */
    private Mono<Attempt> attempt(Chunk chunk) {
        return Mono.defer(() -> {
            AtomicBoolean counted = new AtomicBoolean();
            Runnable count = () -> {
                if (counted.compareAndSet(false, true)) {
                    refused.incrementAndGet();
                }
            };
            if (refused.get() > 0) {
                count.run();
                return Mono.just(new Attempt.Refused(chunk));
            }
            return reception
                    .receive(chunk, count)
                    .<Attempt>map(Attempt.Stored::new)
                    .onErrorResume(IntakeRefused.class, _ -> {
                        count.run();
                        return Mono.just(new Attempt.Refused(chunk));
                    });
        });
    }

    private Publisher<Received> settle(Signal<Attempt> signal) {
        return switch (signal.get()) {
            case Attempt.Stored stored -> Mono.just(stored.received());
            case Attempt.Refused again ->
                reception.receive(again.chunk()).retryWhen(patience).doOnNext(_ -> refused.decrementAndGet());
            case null -> signal.isOnError() ? Mono.error(Objects.requireNonNull(signal.getThrowable())) : Mono.empty();
        };
    }
}
