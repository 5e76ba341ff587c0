package io.perfectorder.api;

import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.alerting.declared.Requests;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/alerts/silences}: what nobody is told of, until when and why. */
@RestController
final class SilencesController {
    private final SilenceStore silences;
    private final InstantSource wall;

    SilencesController(SilenceStore silences, InstantSource wall) {
        this.silences = silences;
        this.wall = wall;
    }

    @GetMapping(path = "/api/alerts/silences", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> open() {
        return silences.open(now())
                .map(all -> Map.of("silences", all.stream().map(AlertJson::of).toList()));
    }

    @PostMapping(
            path = "/api/alerts/silences",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> add(@RequestBody String body, ServerWebExchange exchange) {
        Instant now = now();
        Silence asked = Requests.silence(body, now);
        return silences.add(asked, now)
                .map(number -> AlertJson.of(new Silence(
                        number,
                        asked.matchers(),
                        asked.startsAt(),
                        asked.endsAt(),
                        asked.by(),
                        asked.reason(),
                        asked.origin())))
                .doOnNext(added -> {
                    Changed.subject(exchange, String.valueOf(added.get("number")));
                    Changed.to(exchange, added);
                });
    }

    @DeleteMapping("/api/alerts/silences/{number}")
    Mono<ResponseEntity<Void>> lift(@PathVariable String number) {
        Mono<Boolean> lifted =
                number.matches("[0-9]{1,18}") ? silences.lift(Long.parseLong(number), now()) : Mono.just(false);
        return lifted.map(done -> {
            if (!done) {
                throw new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "there is no silence '" + number + "' that can be lifted; those of the file end there");
            }
            return ResponseEntity.noContent().build();
        });
    }

    private Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
