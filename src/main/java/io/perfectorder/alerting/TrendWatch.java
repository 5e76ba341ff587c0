package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.pipeline.SnapshotFeed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The trends of groups other than the total and tiers that drift rules look at: one question for each scope and window. */
final class TrendWatch {
    /** Between two answers: a drift is slow, and its question may read thirty days. */
    static final Duration EVERY = Duration.ofMinutes(5);

    private final TrendCounts store;
    private final SnapshotFeed feed;
    private final Supplier<List<ActiveAlert>> active;
    private final StandingQuestion<Set<Watched>, GroupTrends> question;

    TrendWatch(
            TrendCounts store,
            SnapshotFeed feed,
            Supplier<Set<Watched>> wanted,
            Supplier<List<ActiveAlert>> active,
            InstantSource wall,
            Scheduler alerting,
            AlertTimes times) {
        this.store = store;
        this.feed = feed;
        this.active = active;
        question = new StandingQuestion<>(
                "trends", EVERY, wanted, Set::isEmpty, (now, _) -> ask(now), wall, alerting, times);
    }

    /** {@code broken}: told of a bug, which stops it. */
    void start(Consumer<Throwable> broken) {
        question.start(broken);
    }

    void stop() {
        question.stop();
    }

    /** Customers may be called otherwise now: they are asked for again. */
    void forget() {
        question.forget();
    }

    /** The newest answer, if it is new enough to go by. */
    Optional<GroupTrends> trends() {
        return question.answer();
    }

    private Mono<GroupTrends> ask(Set<Watched> wanted) {
        long to = Panes.lastMinuteOf(feed.current().asOf());
        return Flux.fromIterable(wanted)
                .concatMap(watched -> of(watched, to).map(trends -> Map.entry(watched, trends)))
                .collect(
                        () -> new HashMap<Watched, Map<AlertGroup, List<Tally>>>(),
                        (all, entry) -> all.put(entry.getKey(), entry.getValue()))
                .map(GroupTrends::new);
    }

    private Mono<Map<AlertGroup, List<Tally>>> of(Watched watched, long to) {
        LiveWindow window = watched.longest();
        return store.slices(window, to, watched.scope(), ofActiveAlerts(watched))
                .map(counts -> GroupTrends.of(window, to, counts));
    }

    /** Whoever falls behind must not be resolved by it. */
    private Set<String> ofActiveAlerts(Watched watched) {
        Set<String> values = new HashSet<>();
        active.get().forEach(alert -> {
            AlertGroup group = alert.key().group();
            if (group.by().equals(watched.scope().by().key())) {
                values.add(group.value());
            }
        });
        return values;
    }
}
