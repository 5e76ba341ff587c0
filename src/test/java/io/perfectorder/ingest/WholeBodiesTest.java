package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Bodies that must be whole share a bounded room, and give it back however they end. */
class WholeBodiesTest {
    private static final byte[] PIECE = new byte[1 << 20];

    private final WholeBodies bodies = new WholeBodies(4L << 20);

    @Test
    void aBody_isReadWholeAndItsRoomGivenBack() {
        StepVerifier.create(bodies.read(Flux.just(PIECE, PIECE, new byte[] {7}), body -> {
                    assertThat(bodies.held()).isEqualTo(body.length);
                    return Mono.just(body.length);
                }))
                .expectNext((2 << 20) + 1)
                .verifyComplete();

        assertThat(bodies.held()).isZero();
    }

    @Test
    void oneMoreThanTheRoomHolds_isToldToComeLater() {
        TestPublisher<byte[]> slow = TestPublisher.create();
        Disposable reading = bodies.read(slow.flux(), _ -> Mono.empty()).subscribe();
        slow.next(PIECE, PIECE, PIECE);

        refused(Flux.just(PIECE, PIECE), HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(bodies.held()).isEqualTo(3L << 20);
        assertThat(bodies.taken()).isEqualTo(0.75);

        reading.dispose();
        assertThat(bodies.held()).isZero();
        StepVerifier.create(bodies.read(Flux.just(PIECE, PIECE), body -> Mono.just(body.length)))
                .expectNext(2 << 20)
                .verifyComplete();
    }

    @Test
    void aBodyThatIsTooLarge_isRefusedWhateverRoomThereIs() {
        WholeBodies wide = new WholeBodies(Long.MAX_VALUE);

        StepVerifier.create(wide.read(Flux.just(PIECE).repeat(32), _ -> Mono.just("read")))
                .verifyErrorSatisfies(failure -> assertStatus(failure, HttpStatus.CONTENT_TOO_LARGE));
        assertThat(wide.held()).isZero();
        StepVerifier.create(wide.read(Flux.just(PIECE).repeat(31), body -> Mono.just(body.length)))
                .expectNext(WholeBodies.MAX_BODY)
                .verifyComplete();
    }

    @Test
    void aBodyThatFails_givesItsRoomBack() {
        StepVerifier.create(bodies.read(
                        Flux.just(PIECE).concatWith(Mono.error(new IllegalStateException("torn"))), _ -> Mono.empty()))
                .verifyErrorMessage("torn");
        StepVerifier.create(bodies.read(Flux.just(PIECE), _ -> Mono.error(new IllegalStateException("unreadable"))))
                .verifyErrorMessage("unreadable");

        assertThat(bodies.held()).isZero();
    }

    private void refused(Flux<byte[]> body, HttpStatus status) {
        StepVerifier.create(bodies.read(body, _ -> Mono.just("read")))
                .verifyErrorSatisfies(failure -> assertStatus(failure, status));
    }

    private static void assertStatus(Throwable failure, HttpStatus status) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        Problems.Refusal.class,
                        refusal -> assertThat(refusal.getStatusCode()).isEqualTo(status));
    }
}
