package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.Incoming;
import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.IntakeRefused;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The stage of an NDJSON stream: its bound, its order, its patience, and what is left when it is cancelled. */
class EventStreamTest implements Intake, DeadLetters, MonitorClock {
    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Reception reception = new Reception(
            new EventDecoder(), this, this, this, InstantSource.fixed(Instant.EPOCH), meters, Schedulers.immediate());
    private final EventStream stream = new EventStream(reception, timer);

    /** Submissions that have no answer yet, in order. */
    private final Deque<Submitted> open = new ArrayDeque<>();

    private final List<String> stored = new ArrayList<>();
    private final List<DeadLetter> letters = new ArrayList<>();

    private record Submitted(List<Incoming> events, MonoSink<List<Outcome>> answer) {}

    @Test
    void atMostFourChunks_areOnTheirWay() {
        TestPublisher<byte[]> body = TestPublisher.create();

        StepVerifier.create(stream.receive(body.flux()))
                .then(() -> {
                    for (int number = 0; number < EventStream.IN_FLIGHT + 3; number++) {
                        if (open.size() < EventStream.IN_FLIGHT) {
                            body.next(line(number));
                        }
                    }
                })
                .then(() -> assertThat(open).hasSize(EventStream.IN_FLIGHT))
                .then(() -> accept(open.removeFirst()))
                .expectNextCount(1)
                .then(() -> body.next(line(99)))
                .then(() -> assertThat(open).hasSize(EventStream.IN_FLIGHT))
                .then(() -> List.copyOf(open).forEach(this::accept))
                .expectNextCount(EventStream.IN_FLIGHT)
                .then(body::complete)
                .verifyComplete();
    }

    @Test
    void withoutDemand_chunksAreStoredAndTheirAnswersWait() {
        TestPublisher<byte[]> body = TestPublisher.create();

        StepVerifier.create(stream.receive(body.flux()), 0)
                .then(() -> body.next(line(1)))
                .then(() -> accept(open.removeFirst()))
                .expectNoEvent(Duration.ZERO)
                .thenRequest(1)
                .expectNextMatches(received -> received.accepted() == 1)
                .then(body::complete)
                .verifyComplete();
    }

    @Test
    void aRefusedChunk_isNotOvertaken() {
        TestPublisher<byte[]> body = TestPublisher.create();

        StepVerifier.create(stream.receive(body.flux()))
                .then(() -> body.next(line(1)))
                .then(() -> body.next(line(2)))
                .then(() -> {
                    // Both were on their way when the store went away; what comes after waits as well.
                    Submitted first = open.removeFirst();
                    Submitted second = open.removeFirst();
                    first.answer().error(new IntakeRefused("away"));
                    body.next(line(3));
                    second.answer().error(new IntakeRefused("away"));
                })
                // The first is sent again at once, and after another refusal a while later; the others wait behind it.
                .then(() -> open.removeFirst().answer().error(new IntakeRefused("still away")))
                .then(() -> assertThat(open).isEmpty())
                .then(() -> timer.advanceTimeBy(Duration.ofSeconds(1)))
                .then(() -> assertThat(open).hasSize(1))
                .then(() -> accept(open.removeFirst()))
                .expectNextCount(1)
                .then(() -> accept(open.removeFirst()))
                .expectNextCount(1)
                .then(() -> accept(open.removeFirst()))
                .expectNextCount(1)
                .then(body::complete)
                .verifyComplete();

        assertThat(stored).containsExactly("1", "2", "3");
    }

    @Test
    void aStoreThatStaysAway_endsTheStreamAfterAWhile() {
        StepVerifier.create(stream.receive(Flux.just(line(1))))
                .then(() -> {
                    for (int tries = 0; tries < 20; tries++) {
                        Optional.ofNullable(open.pollFirst())
                                .ifPresent(again -> again.answer().error(new IntakeRefused("away")));
                        timer.advanceTimeBy(Duration.ofSeconds(6));
                    }
                })
                .verifyError(IntakeRefused.class);

        assertThat(counted("received")).isZero();
    }

    @Test
    void anErrorOfTheBody_comesAfterWhatWasCompleteBeforeIt() {
        TestPublisher<byte[]> body = TestPublisher.create();

        StepVerifier.create(stream.receive(body.flux()))
                .then(() -> body.next(line(1)))
                .then(() -> body.error(new IllegalStateException("cut")))
                .then(() -> accept(open.removeFirst()))
                .expectNextCount(1)
                .verifyError(IllegalStateException.class);
    }

    @Test
    void aStreamThatIsCancelled_countsWhatWasStored() {
        TestPublisher<byte[]> body = TestPublisher.create();

        StepVerifier.create(stream.receive(body.flux()))
                .then(() -> body.next(bytes(event("1") + "\n7\n")))
                .thenCancel()
                .verify();
        Submitted late = open.removeFirst();
        accept(late);
        if (!open.isEmpty()) {
            accept(open.removeFirst());
        }

        body.assertCancelled();
        assertThat(stored).containsExactly("1");
        assertThat(counted("accepted")).isEqualTo(1);
        assertThat(counted("received")).isEqualTo(1 + letters.size());
    }

    private void accept(Submitted submitted) {
        open.remove(submitted);
        submitted
                .events()
                .forEach(incoming ->
                        stored.add(incoming.event().header().identity().id()));
        submitted.answer().success(Collections.nCopies(submitted.events().size(), Outcome.ACCEPTED));
    }

    private double counted(String what) {
        return meters.counter("perfect_order_events_" + what).count();
    }

    private static byte[] line(int number) {
        return bytes(event(String.valueOf(number)) + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String event(String id) {
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"order.cancelled","subject":"o",\
                "time":"1970-01-01T00:00:00Z","data":{"by":"customer"}}""".formatted(id);
    }

    @Override
    public Mono<List<Outcome>> submit(List<Incoming> events) {
        return events.isEmpty()
                ? Mono.just(List.of())
                : Mono.create(answer -> open.addLast(new Submitted(events, answer)));
    }

    @Override
    public Mono<Void> keep(List<DeadLetter> more) {
        return Mono.fromRunnable(() -> letters.addAll(more));
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public boolean refusesFuture() {
        return false;
    }
}
