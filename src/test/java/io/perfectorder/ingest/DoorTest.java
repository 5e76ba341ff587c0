package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.faults.MadeOrders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityExceptionHandler;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** While too much waits, nothing more is begun, in whatever form it comes. */
class DoorTest {
    private static final Flux<byte[]> EMPTY = Flux.empty();
    private static final int MOST_INSIDE = (int) (Door.FULL * Door.EXPECTED / Door.EXPECTED_OF_ONE) + 1;

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private double intake;
    private double room;
    private final Door door = new Door(() -> intake, () -> room, clock);

    @AfterEach
    void stopTime() {
        clock.dispose();
    }

    @Test
    void withRoom_isOpen() {
        intake = Door.FULL;

        assertThat(isOpen()).isTrue();
    }

    @Test
    void whenTooMuchWaits_refusesBeforeAnythingIsRead_andOpensAgain() {
        PublisherProbe<byte[]> body = PublisherProbe.empty();
        Mono<String> entering = door.enter(0, body.flux(), bytes -> bytes.then(Mono.just("read")));
        intake = Door.FULL / 2;
        room = Door.FULL / 2 + 0.01;

        StepVerifier.create(entering)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(Problems.Refusal.class, refusal -> {
                            assertThat(refusal.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                            assertThat(refusal.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                                    .isEqualTo("5");
                        }));
        body.assertWasNotSubscribed();

        room = Door.FULL / 2;
        StepVerifier.create(entering).expectNext("read").verifyComplete();
    }

    @Test
    void bodiesThatAreExpected_fillIt_untilTheyAreRead() {
        List<TestPublisher<byte[]>> bodies = new ArrayList<>();
        while (isOpen()) {
            TestPublisher<byte[]> body = TestPublisher.create();
            enter(bodies.size() % 2 == 0 ? -1 : 32 << 20, body.flux());
            bodies.add(body);
        }
        assertThat(bodies).hasSize(MOST_INSIDE);

        bodies.getFirst().complete();
        assertThat(isOpen()).isTrue();
    }

    @Test
    void smallBodies_fillItLess() {
        for (int i = 0; i < 90 * MOST_INSIDE; i++) {
            enter(Door.EXPECTED_OF_ONE / 100, Flux.never());
        }
        assertThat(isOpen()).isTrue();
    }

    @Test
    void aBodyThatIsGivenUp_isExpectedNoMore() {
        List<Disposable> requests = new ArrayList<>();
        while (isOpen()) {
            requests.add(enter(-1, Flux.never()));
        }

        requests.getLast().dispose();
        assertThat(isOpen()).isTrue();
    }

    @Test
    void slowProducers_keepNobodyOut_untilTheyBringMore() {
        List<TestPublisher<byte[]>> bodies = new ArrayList<>();
        while (isOpen()) {
            TestPublisher<byte[]> body = TestPublisher.create();
            enter(-1, body.flux());
            bodies.add(body);
        }

        clock.advanceTimeBy(Door.PATIENCE.minusMillis(1));
        assertThat(isOpen()).isFalse();
        clock.advanceTimeBy(Duration.ofMillis(1));
        assertThat(isOpen()).isTrue();
        bodies.forEach(body -> body.next(new byte[1]));
        assertThat(isOpen()).isFalse();
    }

    @Test
    void aBodyThatWaitsForUs_isExpectedAllTheTime() {
        while (isOpen()) {
            door.enter(-1, Flux.just(new byte[1], new byte[1]), DoorTest::askingOnce)
                    .subscribe();
        }

        clock.advanceTimeBy(Door.PATIENCE.multipliedBy(10));
        assertThat(isOpen()).isFalse();
    }

    private static Mono<String> askingOnce(Flux<byte[]> body) {
        return Mono.create(_ -> body.subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription pieces) {
                pieces.request(1);
            }
        }));
    }

    private Disposable enter(long length, Flux<byte[]> body) {
        return door.enter(length, body, Flux::then).subscribe();
    }

    private boolean isOpen() {
        return door.enter(0, EMPTY, body -> body.then(Mono.just(true)))
                .onErrorReturn(Problems.Refusal.class, false)
                .blockOptional()
                .orElseThrow();
    }

    @Test
    void everyKindOfBody_comesThroughIt() {
        RecordingIntake journal = new RecordingIntake();
        Reception reception = journal.reception();
        EventStream stream = new EventStream(reception, Schedulers.immediate());
        WebTestClient http = WebTestClient.bindToController(
                        new EventsController(door, reception, stream, new WholeBodies()))
                .controllerAdvice(new AsProblems())
                .build();
        String event = new MadeOrders("", 3).lines().findFirst().orElseThrow();
        for (String kind : List.of("cloudevents+json", "cloudevents-batch+json", "x-ndjson")) {
            String body = kind.contains("batch") ? "[" + event + "]" : event;
            intake = 1;
            post(http, kind, body)
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectHeader()
                    .valueEquals(HttpHeaders.RETRY_AFTER, "5");
            intake = 0;
            post(http, kind, body).expectStatus().isOk();
        }
        assertThat(journal.taken).hasSize(1);
    }

    private static WebTestClient.ResponseSpec post(WebTestClient http, String kind, String body) {
        return http.post()
                .uri("/api/events")
                .contentType(MediaType.parseMediaType("application/" + kind))
                .bodyValue(body)
                .exchange();
    }

    /** As the application has it. */
    @ControllerAdvice
    private static final class AsProblems extends ResponseEntityExceptionHandler {}
}
