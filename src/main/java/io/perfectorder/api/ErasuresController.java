package io.perfectorder.api;

import io.perfectorder.pipeline.Erasure;
import io.perfectorder.pipeline.Erasures;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code /api/erasures}: customers whose id, names and free text are taken out of everything that is kept. ADR 0092. */
@RestController
final class ErasuresController {
    private static final int SHOWN = 1_000;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Erasures erasures;
    private final InstantSource wall;
    private final Scheduler time;

    ErasuresController(Erasures erasures, InstantSource wall, Scheduler erasureScheduler) {
        this.erasures = erasures;
        this.wall = wall;
        this.time = erasureScheduler;
    }

    @GetMapping(path = "/api/erasures", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> newest() {
        return erasures.newest(SHOWN)
                .map(all -> Map.of(
                        "erasures", all.stream().map(ErasuresController::of).toList()));
    }

    /** The audit is told the pseudonym; the id is nowhere in it. */
    @PostMapping(
            path = "/api/erasures",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<Map<String, Object>>> erase(@RequestBody String body, ServerWebExchange exchange) {
        String customer = customerOf(body);
        return exchange.getPrincipal()
                .flatMap(by ->
                        erasures.ask(customer, by.getName(), wall.instant().truncatedTo(ChronoUnit.MICROS)))
                .doOnNext(asked -> {
                    Changed.subject(exchange, asked.pseudonym());
                    Changed.to(exchange, Map.of("pseudonym", asked.pseudonym()));
                })
                .flatMap(this::awaited)
                .map(erasure -> ResponseEntity.status(
                                erasure.finishedAt().isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                        .body(of(erasure)));
    }

    /** Finished, or as far as it has come in ten seconds. */
    private Mono<Erasure> awaited(Erasure asked) {
        return Mono.defer(() -> erasures.find(asked.pseudonym()))
                .filter(erasure -> erasure.finishedAt().isPresent())
                .repeatWhenEmpty(looks -> looks.delayElements(LOOK, time))
                .timeout(PATIENCE, Mono.just(asked), time);
    }

    private static String customerOf(String body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException broken) {
            throw wrong("the body is no JSON: " + broken.getOriginalMessage());
        }
        if (!json.isObject() || json.size() != 1 || !json.path("customer").isString()) {
            throw wrong("the body must be an object with the text customer and nothing else");
        }
        String customer = json.path("customer").asString();
        int length = customer.codePointCount(0, customer.length());
        if (length < 1 || length > 100 || customer.indexOf('\0') >= 0) {
            throw wrong("customer has " + length + " characters; allowed: the id of a customer, 1 to 100 characters");
        }
        return customer;
    }

    private static ResponseStatusException wrong(String detail) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, detail);
    }

    private static Map<String, Object> of(Erasure erasure) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("pseudonym", erasure.pseudonym());
        shown.put("askedBy", erasure.askedBy());
        shown.put("askedAt", erasure.askedAt().toString());
        shown.put("state", erasure.finishedAt().isPresent() ? "finished" : "under-way");
        erasure.finishedAt().ifPresent(at -> {
            shown.put("finishedAt", at.toString());
            shown.put("orders", erasure.orders());
            shown.put("events", erasure.events());
            shown.put("leftOver", erasure.leftOver());
        });
        return shown;
    }
}
