package io.perfectorder.dashboard.live;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.live.Live.Extent;
import io.perfectorder.dashboard.sight.Sight;
import io.perfectorder.pipeline.PushWatch;
import io.perfectorder.pipeline.SnapshotFeed;
import io.perfectorder.security.ViewScope;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * The one subscriber of the board: follows the feed while at least one page is open and hands each page at most four updates a second.
 * One subscription and one clock serve all pages; a page costs neither. Pages of visitors with a scope are handed on to
 * {@link ScopedSnapshots}. See ADR 0041.
 */
@Component
public final class LiveSnapshots {
    private static final Duration SHORTEST_GAP = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(LiveSnapshots.class);

    private final SnapshotFeed feed;
    private final Scheduler boards;
    private final PushWatch push;
    private final InstantSource wall;
    private final Sight sight;
    private final ScopedSnapshots scoped;
    private final Set<LiveBoard> open = new HashSet<>();
    private final Disposable.Swap following = Disposables.swap();
    private EventRate rate = new EventRate();
    private Live latest;

    /** {@code boardScheduler} runs the rendering of pages whose session is free; it never waits for one that is not. */
    LiveSnapshots(
            SnapshotFeed feed,
            Scheduler boardScheduler,
            PushWatch push,
            InstantSource wall,
            Sight sight,
            ScopedSnapshots scoped) {
        this.sight = sight;
        this.scoped = scoped;
        this.feed = feed;
        this.boards = boardScheduler;
        this.push = push;
        this.wall = wall;
        this.latest = new Live(feed.current(), 0, Extent.WHOLE);
    }

    /** The live side of this page, the same for all its views and narrowed to what its visitor may see; it ends when the page does. */
    public synchronized LiveBoard board(UI ui) {
        LiveBoard known = ComponentUtil.getData(ui, LiveBoard.class);
        if (known != null) {
            return known;
        }
        ViewScope scope = sight.scope();
        if (!scope.isAll()) {
            LiveBoard narrowed = scoped.open(ui, scope, this::pushed);
            ComponentUtil.setData(ui, LiveBoard.class, narrowed);
            ui.addDetachListener(_ -> {
                ComponentUtil.setData(ui, LiveBoard.class, null);
                scoped.close(scope, narrowed);
            });
            return narrowed;
        }
        if (open.isEmpty()) {
            rate = new EventRate();
            latest = new Live(feed.current(), 0, Extent.WHOLE);
        }
        LiveBoard board = new LiveBoard(ui, latest, this::pushed);
        ComponentUtil.setData(ui, LiveBoard.class, board);
        ui.addDetachListener(_ -> close(ui, board));
        open.add(board);
        if (open.size() == 1) {
            follow();
        }
        return board;
    }

    /** How many pages are open. */
    synchronized int openBoards() {
        return open.size();
    }

    /** Feed and clock are both bounded by "latest wins": a slow tick skips snapshots and never piles them up. */
    private void follow() {
        following.update(feed.snapshots()
                .onBackpressureLatest()
                .sample(Flux.interval(SHORTEST_GAP, boards).onBackpressureDrop())
                .onBackpressureLatest()
                .subscribe(this::show, failure -> LOG.error("board=stopped reason={}", failure.toString())));
    }

    private void show(Snapshot snapshot) {
        List<LiveBoard> pages;
        Live live;
        synchronized (this) {
            live = new Live(snapshot, rate.after(snapshot), Extent.WHOLE);
            latest = live;
            pages = List.copyOf(open);
        }
        pages.forEach(page -> page.offer(live));
    }

    /** The update leaves with the lock of the session, a moment later. */
    private void pushed(Live live) {
        push.pushed(live.snapshot(), wall.instant());
    }

    private synchronized void close(UI ui, LiveBoard board) {
        ComponentUtil.setData(ui, LiveBoard.class, null);
        open.remove(board);
        if (open.isEmpty()) {
            following.update(Disposables.disposed());
        }
    }
}
