package io.perfectorder.ingest;

import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.IntakeRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.DataFormatException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /api/events} in the three content types of the contract. */
@RestController
final class EventsController {
    private static final int MAX_BODY = 32 << 20;
    private static final int CHUNK = 2_000;
    private static final Duration LINGER = Duration.ofMillis(100);

    private final Reception reception;
    private final ProducerKey key;
    private final Scheduler timer;
    private final JsonMapper json = new JsonMapper();

    EventsController(Reception reception, ProducerKey key, Scheduler ingestTimer) {
        this.reception = reception;
        this.key = key;
        this.timer = ingestTimer;
    }

    @PostMapping("/api/events")
    Mono<Map<String, Object>> post(ServerHttpRequest request) {
        String authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (authorization == null
                || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                || !key.matches(authorization.substring(7).strip())) {
            return Mono.error(Problems.of(HttpStatus.UNAUTHORIZED, "a bearer key with the role producer is needed"));
        }
        Flux<byte[]> body = body(request);
        return switch (contentType(request)) {
            case "application/cloudevents+json" -> whole(body).flatMap(this::single);
            case "application/cloudevents-batch+json" -> whole(body).flatMap(this::batch);
            case "application/x-ndjson" -> stream(body);
            default ->
                Mono.error(Problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "allowed content types: application/cloudevents+json, application/cloudevents-batch+json,"
                                + " application/x-ndjson"));
        };
    }

    private Mono<Map<String, Object>> single(String body) {
        return parsed(body).then(receipt(List.of(body), new Receipt()));
    }

    private Mono<Map<String, Object>> batch(String body) {
        return parsed(body).flatMap(array -> {
            if (!array.isArray()) {
                return Mono.error(Problems.of(HttpStatus.BAD_REQUEST, "a batch must be a JSON array of events"));
            }
            if (array.size() > Intake.MAX_BATCH) {
                return Mono.error(Problems.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "the batch holds " + array.size() + " events; allowed: " + Intake.MAX_BATCH));
            }
            List<String> texts = new ArrayList<>(array.size());
            array.forEach(event -> texts.add(event.toString()));
            return receipt(texts, new Receipt());
        });
    }

    private Mono<Map<String, Object>> receipt(List<String> texts, Receipt receipt) {
        return reception
                .receive(texts, 0, receipt)
                .map(Receipt::json)
                .onErrorMap(IntakeRefused.class, this::unavailable);
    }

    private Mono<JsonNode> parsed(String body) {
        return Mono.fromCallable(() -> json.readTree(body))
                .filter(node -> !node.isMissingNode())
                .switchIfEmpty(Mono.error(() -> Problems.of(HttpStatus.BAD_REQUEST, "the body is empty")))
                .onErrorMap(
                        JacksonException.class,
                        malformed -> Problems.of(
                                HttpStatus.BAD_REQUEST, "the body is not JSON: " + malformed.getOriginalMessage()));
    }

    private Mono<Map<String, Object>> stream(Flux<byte[]> body) {
        Lines lines = new Lines();
        Receipt receipt = new Receipt();
        AtomicBoolean empty = new AtomicBoolean(true);
        long[] next = {0};
        return body.doOnNext(bytes -> empty.compareAndSet(true, bytes.length == 0))
                .concatMapIterable(lines::feed, 1)
                .concatWith(Flux.defer(() -> Flux.fromIterable(lines.end())))
                .bufferTimeout(CHUNK, LINGER, timer, true)
                .concatMap(
                        chunk -> {
                            long first = next[0];
                            next[0] += chunk.size();
                            return reception
                                    .receive(chunk, first, receipt)
                                    .retryWhen(Retry.backoff(6, Duration.ofMillis(200))
                                            .maxBackoff(Duration.ofSeconds(3))
                                            .scheduler(timer)
                                            .filter(IntakeRefused.class::isInstance)
                                            .onRetryExhaustedThrow((_, signal) -> signal.failure()));
                        },
                        1)
                .then(Mono.defer(() -> empty.get() || receipt.total() == 0
                        ? Mono.error(Problems.of(HttpStatus.BAD_REQUEST, "the body is empty"))
                        : Mono.just(receipt.json())))
                .onErrorMap(IntakeRefused.class, this::unavailable);
    }

    private Throwable unavailable(IntakeRefused refused) {
        return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(refused.getMessage()));
    }

    private static Mono<String> whole(Flux<byte[]> body) {
        return body.collect(java.io.ByteArrayOutputStream::new, (whole, bytes) -> {
                    if (whole.size() + bytes.length > MAX_BODY) {
                        throw Problems.of(
                                HttpStatus.CONTENT_TOO_LARGE, "the body is larger than " + MAX_BODY + " bytes");
                    }
                    whole.writeBytes(bytes);
                })
                .map(whole -> whole.toString(StandardCharsets.UTF_8))
                .filter(text -> !text.isBlank())
                .switchIfEmpty(Mono.error(() -> Problems.of(HttpStatus.BAD_REQUEST, "the body is empty")));
    }

    private static Flux<byte[]> body(ServerHttpRequest request) {
        Flux<byte[]> bytes = request.getBody().map(EventsController::bytes);
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return bytes;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            return Flux.error(Problems.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is '" + encoding + "'; allowed: gzip"));
        }
        return Flux.using(Gunzip::new, gunzip -> bytes.concatMap(gunzip::inflate, 1), Gunzip::close)
                .onErrorMap(
                        DataFormatException.class,
                        malformed -> Problems.of(HttpStatus.BAD_REQUEST, "the body is not valid gzip"));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static String contentType(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        return type == null ? "" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    }
}
