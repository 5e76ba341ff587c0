package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.SnapshotFeed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;

/**
 * The snapshots as server-sent events. A snapshot is encoded once for all listeners of a view, who share its bytes. A listener gets
 * the current levels at once and then every change; one who does not read misses what came between (latest wins) and costs one frame.
 */
@Component
final class LevelStream {
    /** A comment is sent after this long without a change, so that nobody between us and the listener closes the connection. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    /** Enough for every window and dimension of all tiers that a snapshot tells apart; beyond it the views are begun anew. */
    private static final int MAX_VIEWS = 8_192;

    private final SnapshotFeed feed;
    private final JsonMapper json;
    private final Scheduler scheduler;
    private final Map<View, Frame> frames = new ConcurrentHashMap<>();
    private volatile boolean closing;

    LevelStream(SnapshotFeed feed, JsonMapper json, Scheduler streamScheduler) {
        this.feed = feed;
        this.json = json;
        this.scheduler = streamScheduler;
    }

    /** What a listener looks at: a live window by a dimension, of one tier or of all. */
    record View(LiveWindow window, Dimension by, Optional<String> tier) {}

    // Nothing changed exactly when the bytes are the same array: see frame.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(byte[] left, byte[] right) {
        return left == right;
    }

    /** Frames of server-sent events, never to be changed. One snapshot is waiting at most; a newer one takes its place. */
    Flux<byte[]> frames(View view) {
        return feed.snapshots()
                .takeWhile(_ -> !closing)
                .onBackpressureLatest()
                .publishOn(scheduler, 1)
                .map(snapshot -> frame(view, snapshot))
                .distinctUntilChanged(frame -> frame, LevelStream::isSame)
                .switchMap(frame -> Flux.just(frame).concatWith(heartbeats()));
    }

    /** Ends the streams with the next snapshot, so that a graceful stop need not wait for listeners. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    private Flux<byte[]> heartbeats() {
        return Flux.interval(SILENCE, scheduler).onBackpressureDrop().map(_ -> HEARTBEAT);
    }

    private byte[] frame(View view, Snapshot snapshot) {
        if (frames.size() > MAX_VIEWS) {
            frames.clear();
        }
        return frames.compute(view, (_, last) -> frame(view, snapshot, last)).bytes();
    }

    /** The same bytes as before when nothing changed, by which a listener's stream knows that there is nothing to send. */
    private Frame frame(View view, Snapshot snapshot, @Nullable Frame last) {
        if (last != null && last.snapshot().equals(snapshot)) {
            return last;
        }
        byte[] bytes = ("event: service-levels\ndata: " + json.writeValueAsString(levels(view, snapshot)) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        return new Frame(snapshot, last != null && Arrays.equals(last.bytes(), bytes) ? last.bytes() : bytes);
    }

    private static Map<String, Object> levels(View view, Snapshot snapshot) {
        WindowLevels levels = snapshot.windows().get(view.window());
        SortedMap<String, Tally> groups = new TreeMap<>();
        Tally total = Tally.ZERO;
        if (levels != null) {
            for (GroupLevels group : groups(view, levels)) {
                if (group.tally().due() > 0) {
                    groups.put(group.key(), group.tally());
                }
            }
            total = view.tier()
                    .map(tier -> levels.pairs(tier, Dimension.TIER).stream()
                            .map(GroupLevels::tally)
                            .reduce(Tally.ZERO, Tally::plus))
                    .orElse(levels.total().tally());
        }
        return LevelsJson.levels(
                snapshot.asOf(), textOf(view.window()), view.by().key(), groups, total);
    }

    private static List<GroupLevels> groups(View view, WindowLevels levels) {
        if (view.tier().isEmpty()) {
            return levels.groups(view.by());
        }
        List<GroupLevels> groups = levels.pairs(view.tier().get(), view.by());
        return view.by() == Dimension.ALL
                ? groups.stream()
                        .map(group -> new GroupLevels(Dimension.ALL.key(), group.tally(), group.before(), List.of()))
                        .toList()
                : groups;
    }

    /** A live window as people write it. */
    static String textOf(LiveWindow window) {
        return switch (window) {
            case QUARTER_HOUR -> "PT15M";
            case HOUR -> "PT1H";
            case DAY -> "PT24H";
            case WEEK -> "P7D";
            case MONTH -> "P30D";
        };
    }

    // The arrays are shared on purpose and never changed.
    @SuppressWarnings("ArrayRecordComponent")
    private record Frame(Snapshot snapshot, byte[] bytes) {}
}
