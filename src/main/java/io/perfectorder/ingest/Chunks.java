package io.perfectorder.ingest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;

/**
 * Turns the bytes of an NDJSON stream into chunks of events. A chunk is emitted as soon as it is asked for and a line is complete;
 * while nobody asks, lines are gathered until a chunk is full, and then no more bytes are asked for. So a slow stream is never held
 * back, a fast one comes in large chunks, no timer is needed, and memory is bounded. An error comes after the lines before it.
 */
final class Chunks extends FluxOperator<byte[], Chunk> {
    private Chunks(Flux<byte[]> bytes) {
        super(bytes);
    }

    static Flux<Chunk> of(Flux<byte[]> bytes) {
        return new Chunks(bytes);
    }

    @Override
    public void subscribe(CoreSubscriber<? super Chunk> actual) {
        source.subscribe(new Gathering(actual));
    }

    /** Signals may come from several threads; {@link #drain} lets one of them at a time do all the work. */
    private static final class Gathering implements CoreSubscriber<byte[]>, Subscription {
        private final CoreSubscriber<? super Chunk> actual;
        private final Lines lines = new Lines();
        private final AtomicInteger work = new AtomicInteger();
        private final AtomicLong demand = new AtomicLong();
        private Subscription bytes = Operators.emptySubscription();
        private volatile byte @Nullable [] arrived;
        private volatile boolean done;
        private volatile boolean cancelled;
        private @Nullable Throwable error;
        private boolean asked;
        private boolean ended;

        Gathering(CoreSubscriber<? super Chunk> actual) {
            this.actual = actual;
        }

        @Override
        public reactor.util.context.Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.validate(bytes.equals(Operators.emptySubscription()) ? null : bytes, subscription)) {
                bytes = subscription;
                actual.onSubscribe(this);
                drain();
            }
        }

        @Override
        public void onNext(byte[] piece) {
            arrived = piece;
            drain();
        }

        @Override
        public void onError(Throwable failure) {
            if (done) {
                Operators.onErrorDropped(failure, currentContext());
                return;
            }
            error = failure;
            done = true;
            drain();
        }

        @Override
        public void onComplete() {
            done = true;
            drain();
        }

        @Override
        public void request(long more) {
            if (Operators.validate(more)) {
                demand.accumulateAndGet(more, Operators::addCap);
                drain();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            bytes.cancel();
        }

        private void drain() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                if (cancelled || step()) {
                    return;
                }
                missed = work.addAndGet(-missed);
            } while (missed != 0);
        }

        /** Takes what arrived, emits what is wanted, asks for more; {@code true} when all is over. */
        private boolean step() {
            boolean finished = done;
            byte[] piece = arrived;
            if (piece != null) {
                arrived = null;
                asked = false;
                lines.feed(piece);
            }
            if (finished && !ended) {
                ended = true;
                if (error == null) {
                    lines.end();
                }
            }
            while (demand.get() > 0 && !lines.isEmpty() && !cancelled) {
                if (demand.get() != Long.MAX_VALUE) {
                    demand.decrementAndGet();
                }
                actual.onNext(lines.take());
            }
            if (ended && lines.isEmpty()) {
                finish();
                return true;
            }
            if (!ended && !asked && !lines.isFull()) {
                asked = true;
                bytes.request(1);
            }
            return false;
        }

        private void finish() {
            if (error == null) {
                actual.onComplete();
            } else {
                actual.onError(error);
            }
        }
    }
}
