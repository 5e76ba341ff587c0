package io.perfectorder.dashboard.live;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.live.Live.Extent;
import io.perfectorder.dashboard.sight.Sight;
import io.perfectorder.pipeline.ScopedCells;
import io.perfectorder.pipeline.ScopedCells.Cell;
import io.perfectorder.security.ViewScope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The levels of one scope and the pages that show them: a cube of its own, counted once from the verdict history and from then on kept up
 * with what was recorded since. The cube is touched by one round after another only, on the scheduler of boards.
 */
final class ScopedLevels {
    /** Counting a scope for the first time reads two months of history. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final long NOTHING = -1;
    private static final Logger LOG = LoggerFactory.getLogger(ScopedLevels.class);

    private final ViewScope scope;
    private final ScopedCells cells;
    private final Scheduler boards;
    private final Set<LiveBoard> pages = ConcurrentHashMap.newKeySet();
    private @Nullable ServiceLevelCube cube;
    private long knownMicros = NOTHING;
    private volatile @Nullable Live newest;

    ScopedLevels(ViewScope scope, ScopedCells cells, Scheduler boards) {
        this.scope = scope;
        this.cells = cells;
        this.boards = boards;
    }

    void add(LiveBoard page) {
        pages.add(page);
    }

    /** True when it was the last one. */
    boolean remove(LiveBoard page) {
        pages.remove(page);
        return pages.isEmpty();
    }

    /** What a page shows that opens now; {@code current} says of which instant, while nothing has been counted. */
    Live newest(Snapshot current) {
        Live known = newest;
        return known == null ? new Live(narrowed(current, Map.of()), 0, Extent.AWAITED) : known;
    }

    /** Counts up to the snapshot and shows it. While the store is away the pages keep what they show, and say how old it is. */
    Mono<Void> follow(Snapshot snapshot) {
        return Mono.defer(() -> counted(snapshot))
                .timeout(LIMIT, boards)
                .doOnNext(counts -> show(snapshot, counts))
                .onErrorResume(failure -> {
                    LOG.warn("event=scope-not-counted cause=\"{}\"", failure.toString());
                    return Mono.empty();
                })
                .then();
    }

    private void show(Snapshot snapshot, ServiceLevelCube counts) {
        counts.slideTo(Panes.lastMinuteOf(snapshot.asOf()));
        Live live = new Live(narrowed(snapshot, counts.levels()), 0, Extent.SCOPE);
        newest = live;
        pages.forEach(page -> page.offer(live));
    }

    private static Snapshot narrowed(Snapshot whole, Map<LiveWindow, WindowLevels> levels) {
        return new Snapshot(whole.asOf(), whole.knownAt(), whole.takenAt(), Optional.empty(), 0, levels);
    }

    private Mono<ServiceLevelCube> counted(Snapshot snapshot) {
        long until = ChronoUnit.MICROS.between(Instant.EPOCH, snapshot.knownAt());
        long asOf = Panes.lastMinuteOf(snapshot.asOf());
        ServiceLevelCube kept = cube;
        if (kept == null || until < knownMicros) {
            return anew(asOf, until);
        }
        return until == knownMicros ? Mono.just(kept) : more(kept, until);
    }

    private Mono<ServiceLevelCube> anew(long asOf, long until) {
        return Mono.fromSupplier(() -> {
                    ServiceLevelCube empty = new ServiceLevelCube();
                    empty.slideTo(asOf);
                    return empty;
                })
                .flatMap(fresh -> between(NOTHING, until, fresh)
                        .doOnNext(cell -> put(fresh, cell))
                        .then(Mono.fromSupplier(() -> adopt(fresh, until))));
    }

    /** What could be put in only in part is counted anew. */
    private Mono<ServiceLevelCube> more(ServiceLevelCube kept, long until) {
        return between(knownMicros, until, kept).collectList().map(fresh -> {
            cube = null;
            fresh.forEach(cell -> put(kept, cell));
            return adopt(kept, until);
        });
    }

    private Flux<Cell> between(long after, long until, ServiceLevelCube counts) {
        return cells.between(Sight.dimensions(scope), after, until, counts.horizonMinute())
                .publishOn(boards);
    }

    private ServiceLevelCube adopt(ServiceLevelCube counts, long until) {
        cube = counts;
        knownMicros = until;
        return counts;
    }

    private static void put(ServiceLevelCube counts, Cell cell) {
        counts.add(cell.dimensions(), cell.minute(), cell.met(), cell.orders());
    }
}
