package io.perfectorder.ingest;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * Where a request with events is refused before any of its body is read ({@code 503}, try again later), while so much waits already that
 * it would only be in the way: then what was begun is brought to its end, and what is refused costs next to nothing. What waits is what
 * the intake and the room for bodies hold, and what those who are inside are expected to bring yet (ADR 0100).
 */
final class Door {
    /** Nobody enters while the taken share of the intake, that of the room for bodies and that of {@link #EXPECTED} add up to more. */
    static final double FULL = 0.75;

    /** Bytes of bodies that may be expected. */
    static final long EXPECTED = 16 << 20;

    /** Of one body, however long it is, or when its length is not told: one that is very long takes its turn with the others. */
    static final long EXPECTED_OF_ONE = 256 << 10;

    /** Who brings nothing for so long while he is asked is slow, and expected no more: slow producers keep nobody out. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DoubleSupplier intake;
    private final DoubleSupplier room;
    private final Scheduler clock;
    private final Set<Entry> inside = ConcurrentHashMap.newKeySet();

    /** {@code intake} and {@code room} tell which share of them is taken, from 0 to 1; of {@code clock} only the time is asked. */
    Door(DoubleSupplier intake, DoubleSupplier room, Scheduler clock) {
        this.intake = intake;
        this.room = room;
        this.clock = clock;
    }

    /**
     * What {@code reading} makes of the body, or a refusal. Decided at subscription.
     *
     * @param length of the body in bytes, as the request tells it; negative when it does not
     */
    <T> Mono<T> enter(long length, Flux<byte[]> body, Function<Flux<byte[]>, Mono<T>> reading) {
        return Mono.defer(() -> isFull()
                ? Mono.error(Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "too many events are waiting to be stored"))
                : Mono.using(() -> new Entry(length), entry -> reading.apply(entry.watch(body)), Entry::end));
    }

    private boolean isFull() {
        long now = clock.now(TimeUnit.MILLISECONDS);
        long expected = inside.stream().mapToLong(entry -> entry.expected(now)).sum();
        return intake.getAsDouble() + room.getAsDouble() + expected / (double) EXPECTED > FULL;
    }

    /** A body that is being read, until its end. Pieces come on one thread at a time; the others only look. */
    private final class Entry {
        private final long expected;
        private final AtomicLong asked = new AtomicLong();
        private volatile long lastMoved = clock.now(TimeUnit.MILLISECONDS);

        Entry(long length) {
            expected = length < 0 ? EXPECTED_OF_ONE : Math.min(length, EXPECTED_OF_ONE);
            inside.add(this);
        }

        Flux<byte[]> watch(Flux<byte[]> body) {
            return body.doOnRequest(this::ask).doOnNext(_ -> come()).doOnTerminate(this::end);
        }

        long expected(long now) {
            return asked.get() > 0 && now - lastMoved >= PATIENCE.toMillis() ? 0 : expected;
        }

        void end() {
            inside.remove(this);
        }

        private void ask(long more) {
            lastMoved = clock.now(TimeUnit.MILLISECONDS);
            asked.accumulateAndGet(more, Operators::addCap);
        }

        private void come() {
            lastMoved = clock.now(TimeUnit.MILLISECONDS);
            asked.updateAndGet(pieces -> pieces == Long.MAX_VALUE ? pieces : pieces - 1);
        }
    }
}
