package io.perfectorder.api;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.pipeline.SnapshotFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api/service-levels} and its stream. */
@RestController
final class ServiceLevelsController {
    private static final Set<String> PARAMETERS = QueryParameters.names("window", "by", "asOf", "knownAt");

    private final Readings readings;
    private final MonitorClock clock;
    private final SnapshotFeed feed;
    private final JsonMapper json;
    private final Map<LiveWindow, Encoded> encoded = new ConcurrentHashMap<>();

    ServiceLevelsController(Readings readings, MonitorClock clock, SnapshotFeed feed, JsonMapper json) {
        this.readings = readings;
        this.clock = clock;
        this.feed = feed;
        this.json = json;
    }

    @GetMapping("/api/service-levels")
    Mono<Map<String, Object>> levels(@RequestParam MultiValueMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        Duration window = parameters.window();
        GroupBy by = parameters.by();
        long asOf = parameters.asOfMinute().orElseGet(() -> Panes.lastMinuteOf(clock.now()));
        long knownAt = parameters.knownAt().map(ServiceLevelsController::micros).orElse(Selection.NOW);
        Selection selection = new Selection(asOf - window.toMinutes(), asOf, knownAt, parameters.filters());
        return readings.tallies(selection, by).map(groups -> {
            if (by == GroupBy.ALL) {
                groups.putIfAbsent("all", Tally.ZERO);
            }
            return LevelsJson.levels(Panes.instantOf(asOf), window, by, groups);
        });
    }

    /** The live windows, by tier: the current snapshot, then every change. */
    @GetMapping(path = "/api/service-levels/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<String>> stream(@RequestParam MultiValueMap<String, String> query) {
        QueryParameters parameters = new QueryParameters(query, Set.of("window"));
        Duration length = parameters.window();
        LiveWindow window = Arrays.stream(LiveWindow.values())
                .filter(live -> live.length().equals(length))
                .findFirst()
                .orElseThrow(() -> new WrongParameter(
                        "window",
                        length.toString(),
                        Arrays.stream(LiveWindow.values())
                                .map(live -> live.length().toString())
                                .collect(Collectors.joining(", "))));
        return feed.snapshots().map(snapshot -> encode(snapshot, window));
    }

    /** Encodes a snapshot once for all listeners of a window. */
    private ServerSentEvent<String> encode(Snapshot snapshot, LiveWindow window) {
        return encoded.compute(
                        window,
                        (_, last) -> last != null && last.snapshot() == snapshot
                                ? last
                                : new Encoded(snapshot, event(snapshot, window)))
                .event();
    }

    private ServerSentEvent<String> event(Snapshot snapshot, LiveWindow window) {
        WindowLevels levels = snapshot.windows().get(window);
        TreeMap<String, Tally> groups = new TreeMap<>();
        if (levels != null) {
            levels.tiers().forEach(tier -> {
                if (tier.tally().due() > 0) {
                    groups.put(tier.key(), tier.tally());
                }
            });
        }
        String data =
                json.writeValueAsString(LevelsJson.levels(snapshot.asOf(), window.length(), GroupBy.TIER, groups));
        return ServerSentEvent.builder(data).event("service-levels").build();
    }

    /** Whole microseconds since the epoch. */
    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private record Encoded(Snapshot snapshot, ServerSentEvent<String> event) {}
}
