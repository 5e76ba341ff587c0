package io.perfectorder.ingest;

import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.IntakeRefused;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** {@code POST /api/events} in the three content types of the contract. */
@RestController
final class EventsController {
    private static final String ALLOWED = "allowed content types, in UTF-8: application/cloudevents+json,"
            + " application/cloudevents-batch+json, application/x-ndjson";

    private final Door door;
    private final Reception reception;
    private final EventStream stream;
    private final WholeBodies bodies;

    EventsController(Door door, Reception reception, EventStream stream, WholeBodies bodies) {
        this.door = door;
        this.reception = reception;
        this.stream = stream;
        this.bodies = bodies;
    }

    @PostMapping(path = "/api/events", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> post(ServerHttpRequest request) {
        return switch (RequestBody.contentType(request)) {
            case "application/cloudevents+json" -> enter(request, body -> bodies.read(body, this::single));
            case "application/cloudevents-batch+json" -> enter(request, body -> bodies.read(body, this::batch));
            case "application/x-ndjson" -> enter(request, this::stream);
            default -> Mono.error(Problems.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ALLOWED));
        };
    }

    private <T> Mono<T> enter(ServerHttpRequest request, Function<Flux<byte[]>, Mono<T>> reading) {
        return door.enter(request.getHeaders().getContentLength(), RequestBody.of(request), reading);
    }

    private Mono<Map<String, Object>> single(byte[] body) {
        return isBlank(body)
                ? Mono.error(Problems.of(HttpStatus.BAD_REQUEST, "the body is empty"))
                : whole(List.of(body));
    }

    private Mono<Map<String, Object>> batch(byte[] body) {
        if (isBlank(body)) {
            return Mono.error(Problems.of(HttpStatus.BAD_REQUEST, "the body is empty"));
        }
        return BatchElements.of(body, Intake.MAX_BATCH)
                .map(elements -> elements.size() > Intake.MAX_BATCH
                        ? Mono.<Map<String, Object>>error(Problems.of(
                                HttpStatus.CONTENT_TOO_LARGE,
                                "the batch holds more than " + Intake.MAX_BATCH + " events"))
                        : whole(elements))
                .orElseGet(() ->
                        Mono.error(Problems.of(HttpStatus.BAD_REQUEST, "the body is not a JSON array of events")));
    }

    /** All or nothing as far as JSON goes: when one event is no JSON, then neither is the body. */
    private Mono<Map<String, Object>> whole(List<byte[]> events) {
        DecodedChunk decoded = reception.decode(new Chunk(0, events));
        return decoded.invalid().stream()
                .filter(rejection -> rejection.code() == RejectionCode.MALFORMED_JSON)
                .findFirst()
                .map(malformed -> Mono.<Map<String, Object>>error(
                        Problems.of(HttpStatus.BAD_REQUEST, malformed.letter().detail())))
                .orElseGet(() -> reception
                        .receive(decoded)
                        .map(received -> new Receipt().add(received).json())
                        .onErrorMap(IntakeRefused.class, EventsController::unavailable));
    }

    private Mono<Map<String, Object>> stream(Flux<byte[]> body) {
        return Mono.defer(() -> {
            Receipt receipt = new Receipt();
            return stream.receive(body)
                    .doOnNext(receipt::add)
                    .then(Mono.fromSupplier(receipt::json))
                    .filter(_ -> receipt.total() > 0)
                    .switchIfEmpty(Mono.error(() -> Problems.of(HttpStatus.BAD_REQUEST, "the body is empty")))
                    .onErrorMap(IntakeRefused.class, EventsController::unavailable)
                    .onErrorMap(Problems.Refusal.class, refusal -> refusal.withReceipt(receipt.json()));
        });
    }

    private static Problems.Refusal unavailable(IntakeRefused refused) {
        return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(refused.getMessage()));
    }

    static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (!BatchElements.isBlank(b)) {
                return false;
            }
        }
        return true;
    }
}
