package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.pipeline.SnapshotFeed;
import io.perfectorder.security.ViewScope;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stream for a caller who may not see everything: after each snapshot the store is asked, one question at a time for a listener, since
 * the cube in memory does not tell every scope apart. So many listeners at once and no more.
 */
@Component
final class ScopedLevelStream {
    static final int MOST_LISTENERS = 50;

    private final SnapshotFeed feed;
    private final Readings readings;
    private final JsonMapper json;
    private final Scheduler scheduler;
    private final AtomicInteger listeners = new AtomicInteger();

    ScopedLevelStream(SnapshotFeed feed, Readings readings, JsonMapper json, Scheduler streamScheduler) {
        this.feed = feed;
        this.readings = readings;
        this.json = json;
        this.scheduler = streamScheduler;
    }

    /** Frames of server-sent events. */
    Flux<byte[]> frames(LevelStream.View view, ViewScope scope) {
        return Flux.defer(() -> {
            if (listeners.incrementAndGet() > MOST_LISTENERS) {
                listeners.decrementAndGet();
                return Flux.error(new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "too many streams with a scope are open"));
            }
            return feed.snapshots()
                    .onBackpressureLatest()
                    .publishOn(scheduler, 1)
                    .concatMap(snapshot -> frame(view, scope, snapshot), 0)
                    .distinctUntilChanged()
                    .switchMap(frame -> Flux.just(bytes(frame))
                            .concatWith(Flux.interval(LevelStream.SILENCE, scheduler)
                                    .onBackpressureDrop()
                                    .map(_ -> LevelStream.HEARTBEAT)))
                    .doFinally(_ -> listeners.decrementAndGet());
        });
    }

    private Mono<String> frame(LevelStream.View view, ViewScope scope, Snapshot snapshot) {
        long asOf = Panes.lastMinuteOf(snapshot.asOf());
        Map<GroupBy, String> filters =
                view.tier().map(tier -> Map.of(GroupBy.TIER, tier)).orElseGet(Map::of);
        Selection selection =
                new Selection(asOf - view.window().minutes(), asOf, Selection.NOW, filters, Scopes.dimensions(scope));
        GroupBy by = GroupBy.ofKey(view.by().key()).orElseThrow();
        return readings.tallies(selection, by).map(groups -> text(view, snapshot, groups));
    }

    private String text(LevelStream.View view, Snapshot snapshot, SortedMap<String, Tally> groups) {
        Tally total = groups.values().stream().reduce(Tally.ZERO, Tally::plus);
        return json.writeValueAsString(LevelsJson.levels(
                snapshot.asOf(), LevelStream.textOf(view.window()), view.by().key(), groups, total));
    }

    private static byte[] bytes(String frame) {
        return ("event: service-levels\ndata: " + frame + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
