package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code GET /api/service-levels} and its stream. */
@RestController
final class ServiceLevelsController {
    private static final Set<String> PARAMETERS = QueryParameters.names("window", "by", "asOf", "knownAt");
    private static final Set<String> OF_STREAM = Set.of("window", "by", "tier");
    private static final Set<Dimension> LIVE = EnumSet.complementOf(EnumSet.of(Dimension.CUSTOMER));

    private final Readings readings;
    private final MonitorClock clock;
    private final LevelStream stream;
    private final ScopedLevelStream scoped;

    ServiceLevelsController(Readings readings, MonitorClock clock, LevelStream stream, ScopedLevelStream scoped) {
        this.scoped = scoped;
        this.readings = readings;
        this.clock = clock;
        this.stream = stream;
    }

    @GetMapping(path = "/api/service-levels", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<Map<String, Object>> levels(@RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        QueryParameters parameters = new QueryParameters(query, PARAMETERS);
        QueryParameters.Window window = parameters.window();
        GroupBy by = parameters.by();
        long asOf = parameters.asOfMinute().orElseGet(() -> Panes.lastMinuteOf(clock.now()));
        long knownAt = parameters.knownAt().map(ServiceLevelsController::micros).orElse(Selection.NOW);
        Map<GroupBy, String> filters = parameters.filters();
        return Scopes.of(exchange)
                .map(scope -> new Selection(asOf - window.minutes(), asOf, knownAt, filters, Scopes.dimensions(scope)))
                .flatMap(selection -> readings.tallies(selection, by))
                .map(groups -> {
                    Tally total = groups.values().stream().reduce(Tally.ZERO, Tally::plus);
                    return LevelsJson.levels(Panes.instantOf(asOf), window.text(), by.key(), groups, total);
                });
    }

    /** The live windows: the current levels, then every change. */
    @GetMapping(path = "/api/service-levels/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> stream(@RequestParam MultiValueMap<String, String> query, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        ServerHttpResponse response = exchange.getResponse();
        LevelStream.View view = view(new QueryParameters(query, OF_STREAM));
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        if (HttpMethod.HEAD.equals(request.getMethod())) {
            return response.setComplete();
        }
        return Scopes.of(exchange)
                .flatMap(scope ->
                        response.writeAndFlushWith((scope.isAll() ? stream.frames(view) : scoped.frames(view, scope))
                                .map(frame -> Mono.just(response.bufferFactory().wrap(frame)))));
    }

    private static LevelStream.View view(QueryParameters parameters) {
        QueryParameters.Window asked = parameters.window();
        LiveWindow window = Arrays.stream(LiveWindow.values())
                .filter(live -> live.minutes() == asked.minutes())
                .findFirst()
                .orElseThrow(() -> new WrongParameter(
                        "window",
                        asked.text(),
                        Arrays.stream(LiveWindow.values())
                                .map(LevelStream::textOf)
                                .collect(Collectors.joining(", "))));
        Dimension by = Dimension.ofKey(parameters.by().key())
                .filter(LIVE::contains)
                .orElseThrow(() -> new WrongParameter(
                        "by",
                        parameters.by().key(),
                        LIVE.stream().map(Dimension::key).collect(Collectors.joining(", "))));
        return new LevelStream.View(
                window, by, java.util.Optional.ofNullable(parameters.filters().get(GroupBy.TIER)));
    }

    /** Whole microseconds since the epoch. */
    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
