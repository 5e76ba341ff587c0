package io.perfectorder.ingest;

import io.perfectorder.pipeline.KeptLetter;
import io.perfectorder.pipeline.KeptLetters;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * {@code POST /api/dead-letters/{id}/replay}: sends the event of a dead letter again, as it was or corrected by the body. It takes the
 * ordinary way in, so the same letter may be replayed again at any time: a second time it is a duplicate.
 */
@RestController
final class ReplayController {
    private static final Set<String> ALLOWED = Set.of("application/cloudevents+json", "application/json");

    private final KeptLetters letters;
    private final Reception reception;
    private final WholeBodies bodies;

    ReplayController(KeptLetters letters, Reception reception, WholeBodies bodies) {
        this.letters = letters;
        this.reception = reception;
        this.bodies = bodies;
    }

    @PostMapping(path = "/api/dead-letters/{id}/replay", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> replay(@PathVariable String id, ServerHttpRequest request) {
        String type = RequestBody.contentType(request);
        return bodies.read(RequestBody.of(request), body -> {
            boolean corrected = !EventsController.isBlank(body);
            if (corrected && !ALLOWED.contains(type)) {
                return Mono.error(Problems.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "allowed content types, in UTF-8: application/cloudevents+json, application/json"));
            }
            return letter(id)
                    .flatMap(letter ->
                            take(letter, corrected ? body : letter.letter().raw()));
        });
    }

    private Mono<KeptLetter> letter(String id) {
        Mono<KeptLetter> found = id.matches("[0-9]{1,18}") ? letters.find(Long.parseLong(id)) : Mono.empty();
        return found.switchIfEmpty(
                Mono.error(() -> Problems.of(HttpStatus.NOT_FOUND, "there is no dead letter '" + id + "'")));
    }

    /** Marked only after the event is durable: a crash in between costs a replay that finds a duplicate. */
    private Mono<Map<String, Object>> take(KeptLetter letter, byte[] event) {
        return reception
                .receiveAgain(event)
                .delayUntil(received ->
                        received.problems().isEmpty() ? letters.markReplayed(letter.number()) : Mono.empty())
                .map(received -> new Receipt().add(received).json());
    }
}
