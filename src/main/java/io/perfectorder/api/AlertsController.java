package io.perfectorder.api;

import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.Episode;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.declared.Requests;
import io.perfectorder.security.ViewScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** {@code /api/alerts}: what fires, what fired, why somebody was told or not, and who has it in hand. */
@RestController
final class AlertsController {
    /** Rules are evaluated once a second. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private final AlertDesk desk;
    private final AlertStore store;
    private final InstantSource wall;
    private final Scheduler streamScheduler;

    AlertsController(AlertDesk desk, AlertStore store, InstantSource wall, Scheduler streamScheduler) {
        this.desk = desk;
        this.store = store;
        this.wall = wall;
        this.streamScheduler = streamScheduler;
    }

    @GetMapping(path = "/api/alerts", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> active(@RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        new QueryParameters(query, Set.of());
        return Scopes.of(exchange)
                .flatMap(this::within)
                .map(all -> Map.of("alerts", all.stream().map(AlertJson::of).toList()));
    }

    /** The alerts that are pending or firing, now and after every change. A slow listener gets the newest. */
    @GetMapping(path = "/api/alerts/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Map<String, Object>>> stream(
            @RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        new QueryParameters(query, Set.of());
        return Flux.interval(Duration.ZERO, GAP, streamScheduler)
                .onBackpressureDrop()
                .concatMap(_ -> Scopes.of(exchange).flatMap(this::within), 0)
                .distinctUntilChanged()
                .map(all -> ServerSentEvent.<Map<String, Object>>builder()
                        .event("alerts")
                        .data(Map.of("alerts", all.stream().map(AlertJson::of).toList()))
                        .build());
    }

    /** Those whose labels say that they are about nothing else than the caller may see. */
    private Mono<List<AlertDesk.Shown>> within(ViewScope scope) {
        return desk.active()
                .map(all -> all.stream()
                        .filter(shown -> scope.holds(shown.alert().key().group().labels()))
                        .toList());
    }

    /** Transitions, the newest first. */
    @GetMapping(path = "/api/alerts/history", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> history(@RequestParam MultiValueMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, Set.of("rule", "limit", "cursor"));
        String rule = parameters.rule();
        int limit = parameters.limit();
        long before = parameters.alertCursor(rule).map(AlertCursor::number).orElse(Long.MAX_VALUE);
        return store.history(rule, before, limit + 1).map(found -> page(rule, found, limit));
    }

    @GetMapping(path = "/api/alerts/{fingerprint}/why", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> why(@PathVariable String fingerprint, @RequestParam MultiValueMap<String, String> query) {
        Mono<EpisodeRecord> found = new QueryParameters(query, Set.of("startsAt"))
                .startsAt()
                .map(start -> desk.of(new Episode(fingerprint, start)))
                .orElseGet(() -> desk.newest(fingerprint));
        return isText(fingerprint)
                ? found.map(AlertJson::of).switchIfEmpty(unknown(fingerprint))
                : unknown(fingerprint);
    }

    @PostMapping(
            path = "/api/alerts/{fingerprint}/acknowledge",
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_YAML_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> acknowledge(
            @PathVariable String fingerprint, @RequestBody String body, ServerWebExchange exchange) {
        Requests.Acknowledge asked = Requests.acknowledge(body, wall.instant());
        if (!isText(fingerprint)) {
            return unknown(fingerprint);
        }
        return desk.acknowledge(fingerprint, asked.by(), asked.note(), asked.until())
                .map(AlertJson::of)
                .doOnNext(given -> Changed.to(exchange, given))
                .switchIfEmpty(unknown(fingerprint));
    }

    /** PostgreSQL has no texts with a zero in them, so no alert has such a name. */
    private static boolean isText(String fingerprint) {
        return fingerprint.indexOf('\0') < 0;
    }

    private static <T> Mono<T> unknown(String fingerprint) {
        return Mono.error(() -> new ResponseStatusException(
                HttpStatus.NOT_FOUND, "there is no alert '" + fingerprint + "' that fires or fired"));
    }

    private static Map<String, Object> page(String rule, List<KeptChange> found, int limit) {
        List<KeptChange> shown = found.subList(0, Math.min(limit, found.size()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("transitions", shown.stream().map(AlertJson::of).toList());
        if (found.size() > limit) {
            json.put("next", new AlertCursor(rule, shown.getLast().number()).text());
        }
        return json;
    }
}
