package io.perfectorder.dashboard.live;

import com.vaadin.flow.component.UI;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.ScopedCells;
import io.perfectorder.pipeline.SnapshotFeed;
import io.perfectorder.security.ViewScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The pages of visitors with a scope: once a second at the most, and never before the last round is over, the levels of each scope that
 * somebody looks at are brought up to the newest snapshot. One subscription and one count a scope serve all its pages. See ADR 0094.
 */
@Component
final class ScopedSnapshots {
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);

    /** Scopes that ask the store at one time. */
    private static final int AT_ONCE = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ScopedSnapshots.class);

    private final SnapshotFeed feed;
    private final ScopedCells cells;
    private final Scheduler boards;
    private final Map<ViewScope, ScopedLevels> open = new HashMap<>();
    private final Disposable.Swap following = Disposables.swap();

    ScopedSnapshots(SnapshotFeed feed, ScopedCells cells, Scheduler boardScheduler) {
        this.feed = feed;
        this.cells = cells;
        this.boards = boardScheduler;
    }

    synchronized LiveBoard open(UI ui, ViewScope scope, Consumer<Live> pushed) {
        boolean first = open.isEmpty();
        ScopedLevels levels = open.computeIfAbsent(scope, each -> new ScopedLevels(each, cells, boards));
        LiveBoard board = new LiveBoard(ui, levels.newest(feed.current()), pushed);
        levels.add(board);
        if (first) {
            follow();
        }
        return board;
    }

    synchronized void close(ViewScope scope, LiveBoard board) {
        ScopedLevels levels = open.get(scope);
        if (levels != null && levels.remove(board)) {
            open.remove(scope);
        }
        if (open.isEmpty()) {
            following.update(Disposables.disposed());
        }
    }

    /** How many scopes are counted. */
    synchronized int openScopes() {
        return open.size();
    }

    private void follow() {
        following.update(feed.snapshots()
                .onBackpressureLatest()
                .sample(Flux.interval(Duration.ZERO, SHORTEST_GAP, boards).onBackpressureDrop())
                .onBackpressureLatest()
                .concatMap(this::round, 0)
                .subscribe(_ -> {}, failure -> LOG.error("scoped-boards=stopped reason={}", failure.toString())));
    }

    private Mono<Void> round(Snapshot snapshot) {
        List<ScopedLevels> looked;
        synchronized (this) {
            looked = List.copyOf(open.values());
        }
        return Flux.fromIterable(looked)
                .flatMap(levels -> levels.follow(snapshot), AT_ONCE)
                .then();
    }
}
