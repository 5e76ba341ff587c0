package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Bytes become chunks: at once when somebody waits, in bulk when nobody does, in bounded memory always. */
class ChunksTest {
    @Test
    void nothingIsRead_beforeSubscription() {
        TestPublisher<byte[]> bytes = TestPublisher.create();

        Chunks.of(bytes.flux());

        bytes.assertWasNotSubscribed();
    }

    @Test
    void aCompleteLine_isEmittedAtOnceToWhoeverWaits() {
        TestPublisher<byte[]> bytes = TestPublisher.create();

        StepVerifier.create(Chunks.of(bytes.flux()))
                .then(() -> bytes.next(utf8("{\"a\"")))
                .expectNoEvent(Duration.ZERO)
                .then(() -> bytes.next(utf8(":1}\n{")))
                .assertNext(chunk -> assertThat(texts(chunk)).containsExactly("{\"a\":1}"))
                .then(() -> bytes.next(utf8("}\r\n\n  \n7")))
                .assertNext(chunk -> {
                    assertThat(texts(chunk)).containsExactly("{}");
                    assertThat(chunk.firstIndex()).isEqualTo(1);
                })
                .then(bytes::complete)
                .assertNext(chunk -> {
                    assertThat(texts(chunk)).containsExactly("7");
                    assertThat(chunk.firstIndex()).isEqualTo(2);
                })
                .verifyComplete();
    }

    @Test
    void withoutDemand_oneChunkIsGatheredAndNoMoreIsRead() {
        AtomicLong asked = new AtomicLong();
        Flux<byte[]> endless = Flux.<byte[]>generate(sink -> sink.next(utf8("1\n".repeat(100))))
                .doOnRequest(asked::addAndGet);

        StepVerifier.create(Chunks.of(endless), 0)
                .then(() -> assertThat(asked).hasValue(Lines.FULL_EVENTS / 100))
                .thenRequest(1)
                .assertNext(chunk -> assertThat(chunk.events()).hasSize(Lines.FULL_EVENTS))
                .then(() -> assertThat(asked).hasValue(2L * Lines.FULL_EVENTS / 100))
                .thenCancel()
                .verify();
    }

    @Test
    void longLines_fillAChunkByTheirBytes() {
        byte[] quarter = utf8("\"" + "x".repeat(Lines.FULL_BYTES / 4) + "\"\n");

        StepVerifier.create(Chunks.of(Flux.range(0, 100).map(_ -> quarter)), 0)
                .expectSubscription()
                .then(() -> {}) // Without this the demand would be there at subscription.
                .thenRequest(1)
                .assertNext(chunk -> assertThat(chunk.events()).hasSize(4))
                .thenCancel()
                .verify();
    }

    @Test
    void oneAtATimeAndAllAtOnce_giveTheSameLines() {
        byte[] body = utf8(IntStream.range(0, 5_000).mapToObj(String::valueOf).collect(Collectors.joining("\n")));
        Flux<byte[]> pieces = Flux.range(0, (body.length + 6) / 7)
                .map(piece -> java.util.Arrays.copyOfRange(body, 7 * piece, Math.min(body.length, 7 * piece + 7)));

        List<String> expected =
                IntStream.range(0, 5_000).mapToObj(String::valueOf).toList();
        StepVerifier.create(
                        Chunks.of(pieces).concatMapIterable(ChunksTest::texts).collectList())
                .expectNext(expected)
                .verifyComplete();
        StepVerifier.create(Chunks.of(pieces)
                        .limitRate(1)
                        .concatMapIterable(ChunksTest::texts, 1)
                        .collectList())
                .expectNext(expected)
                .verifyComplete();
    }

    @Test
    void anError_comesAfterTheLinesBeforeItAndWithoutTheBrokenOne() {
        Flux<byte[]> cut = Flux.concat(Flux.just(utf8("1\n2\n3")), Flux.error(new IllegalStateException("cut")));

        StepVerifier.create(Chunks.of(cut))
                .assertNext(chunk -> assertThat(texts(chunk)).containsExactly("1", "2"))
                .verifyError(IllegalStateException.class);
    }

    @Test
    void aCancelledStream_cancelsTheBody() {
        TestPublisher<byte[]> bytes = TestPublisher.create();

        StepVerifier.create(Chunks.of(bytes.flux()), 0)
                .then(() -> bytes.next(utf8("1\n")))
                .thenCancel()
                .verify();

        bytes.assertCancelled();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(Chunk chunk) {
        return chunk.events().stream()
                .map(event -> new String(event, StandardCharsets.UTF_8))
                .toList();
    }
}
