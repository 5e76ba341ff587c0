package io.perfectorder.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.util.FastByteArrayOutputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Collects bodies that must be whole before they are read. One body is bounded ({@code 413}), and so is what all of them take together
 * ({@code 503}, try again later), so that many large requests at once cannot use up the memory.
 */
final class WholeBodies {
    static final int MAX_BODY = 32 << 20;
    private static final long LEAST_TOGETHER = 2L * MAX_BODY;
    private static final long HEAP_SHARE = 8;

    private final long together;
    private final AtomicLong held = new AtomicLong();

    WholeBodies() {
        this(Math.max(LEAST_TOGETHER, Runtime.getRuntime().maxMemory() / HEAP_SHARE));
    }

    WholeBodies(long together) {
        this.together = together;
    }

    /** Gives the whole body to {@code reader}; its room is given back when the reader is done. */
    <T> Mono<T> read(Flux<byte[]> pieces, Function<byte[], Mono<T>> reader) {
        return Mono.using(
                Body::new,
                body -> pieces.doOnNext(body::add).then(Mono.defer(() -> reader.apply(body.bytes()))),
                Body::free);
    }

    /** The share of their room that is taken, from 0 to 1, and a piece more at the moment of a refusal. */
    double taken() {
        return held.get() / (double) together;
    }

    /** Bytes held now by bodies that are being read. */
    long held() {
        return held.get();
    }

    private final class Body {
        private final FastByteArrayOutputStream bytes = new FastByteArrayOutputStream();
        private long room;

        void add(byte[] piece) {
            if (bytes.size() + piece.length > MAX_BODY) {
                throw Problems.of(HttpStatus.CONTENT_TOO_LARGE, "the body is larger than " + MAX_BODY + " bytes");
            }
            room += piece.length;
            if (held.addAndGet(piece.length) > together) {
                throw Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "too many large bodies are being read");
            }
            try {
                bytes.write(piece, 0, piece.length);
            } catch (IOException neverInMemory) {
                throw new UncheckedIOException(neverInMemory);
            }
        }

        byte[] bytes() {
            return bytes.toByteArrayUnsafe();
        }

        void free() {
            held.addAndGet(-room);
            room = 0;
        }
    }
}
