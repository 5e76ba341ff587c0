package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Evaluation;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.alert.Seen;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.MonitorClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * When a rule would have fired: the same evaluation on the same cube, fed from the stored verdicts instead of from events. The past is
 * judged by what is known now; so a delivery that was reported late is not late here.
 */
public final class BackTest {
    /** How far back. */
    public static final Duration PERIOD = Duration.ofDays(30);

    /** Firings that are told one by one; the rest is counted. */
    private static final int MOST_TOLD = 1_000;

    private static final int MOST_CELLS = 3_000_000;
    private static final int COARSE_MINUTES = 5;

    /** Tests at one time; each holds a cube of sixty days. */
    private static final int AT_ONCE = 2;

    private final Semaphore running = new Semaphore(AT_ONCE);
    private final PastCells cells;
    private final MonitorClock clock;
    private final Scheduler computing;

    /** {@code computing}: where a test may take a second. */
    public BackTest(PastCells cells, MonitorClock clock, Scheduler computing) {
        this.cells = cells;
        this.clock = clock;
        this.computing = computing;
    }

    /** What a back-test finds. */
    public sealed interface Result {}

    /**
     * It was tested.
     *
     * @param times how often it would have fired
     * @param firings the first of them, in order
     */
    public record Tested(Instant from, Instant to, Duration step, long times, List<Firing> firings) implements Result {
        public Tested {
            firings = List.copyOf(firings);
        }
    }

    /** It cannot be told. */
    public record Untestable(Because because) implements Result {}

    /** As many tests run as may; it can be asked again. */
    public record Busy() implements Result {}

    /** Why it cannot be told. */
    public enum Because {
        RISK_NOT_KEPT("what was at risk in the past is not kept, only what became of it"),
        SILENCE_NOT_KEPT("when nothing was heard in the past is not kept"),
        TOO_MUCH("there is too much to look at; a scope with fewer groups can be tested");

        private final String text;

        Because(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** One time that it would have fired. {@code endsAt}: empty when it would fire still. */
    public record Firing(AlertGroup group, Instant startsAt, Optional<Instant> endsAt, Evidence evidence) {}

    public Mono<Result> of(AlertRule rule) {
        return Watched.by(rule)
                .map(watched -> run(rule, watched))
                .orElseGet(() -> Mono.just(new Untestable(
                        rule instanceof StalenessRule ? Because.SILENCE_NOT_KEPT : Because.RISK_NOT_KEPT)));
    }

    private Mono<Result> run(AlertRule rule, Watched watched) {
        return Mono.defer(() ->
                running.tryAcquire() ? tested(rule, watched).doFinally(_ -> running.release()) : Mono.just(new Busy()));
    }

    private Mono<Result> tested(AlertRule rule, Watched watched) {
        return Mono.defer(() -> {
            long to = Panes.lastMinuteOf(clock.now());
            long from = to - PERIOD.toMinutes();
            ServiceLevelCube cube = new ServiceLevelCube();
            cube.slideTo(from);
            Optional<PastTrends> trends = GroupTrends.watched(rule).map(PastTrends::new);
            long oldest = from - watched.longest().minutes() - LiveWindow.MONTH.sliceMinutes();
            return cells.cells(oldest, to, watched.scope())
                    .take(MOST_CELLS + 1L)
                    .publishOn(computing)
                    .doOnNext(cell -> trends.map(known -> known.placed(cell))
                            .orElseGet(() -> Optional.of(cell.dimensions()))
                            .ifPresent(values -> cube.add(values, cell.minute(), cell.met(), cell.orders())))
                    .count()
                    .map(count -> count > MOST_CELLS
                                    || trends.filter(PastTrends::tooMany).isPresent()
                            ? new Untestable(Because.TOO_MUCH)
                            : replay(
                                    rule,
                                    snapshot -> seen(snapshot, watched.scope(), trends),
                                    cube,
                                    from,
                                    to,
                                    step(watched)));
        });
    }

    /** Within an hour, every minute counts. */
    private static int step(Watched watched) {
        return watched.shortest().minutes() <= LiveWindow.HOUR.minutes() ? 1 : COARSE_MINUTES;
    }

    private static Seen seen(Snapshot past, Scope scope, Optional<PastTrends> trends) {
        Map<Watched, Map<AlertGroup, List<Tally>>> known =
                trends.map(each -> each.trends(past.windows())).orElse(Map.of());
        return new Seen(past.withWindows(levels(past.windows(), scope)), List.of(), known);
    }

    private static Tested replay(
            AlertRule rule, Function<Snapshot, Seen> seen, ServiceLevelCube cube, long from, long to, int step) {
        Map<AlertGroup, AlertStatus> statuses = Map.of();
        Map<AlertGroup, Integer> open = new HashMap<>();
        List<Firing> firings = new ArrayList<>();
        long times = 0;
        for (long minute = from; minute <= to; minute += step) {
            cube.slideTo(minute);
            Instant at = Panes.instantOf(minute);
            Snapshot snapshot = new Snapshot(at, at, at, Optional.of(at), 0, cube.levels());
            Evaluation evaluation = Evaluation.of(rule, seen.apply(snapshot), statuses, at);
            statuses = evaluation.statuses();
            for (Transition change : evaluation.transitions()) {
                if (change.to() == Phase.FIRING) {
                    times++;
                    if (firings.size() < MOST_TOLD) {
                        open.put(change.group(), firings.size());
                        firings.add(new Firing(change.group(), at, Optional.empty(), change.evidence()));
                    }
                } else if (change.to() == Phase.RESOLVED) {
                    Integer place = open.remove(change.group());
                    if (place != null) {
                        Firing begun = firings.get(place);
                        firings.set(
                                place, new Firing(begun.group(), begun.startsAt(), Optional.of(at), begun.evidence()));
                    }
                }
            }
        }
        return new Tested(Panes.instantOf(from), Panes.instantOf(to), Duration.ofMinutes(step), times, firings);
    }

    /** The cube knows no customers; cells of a scope of customers name them where others name the channel. */
    private static Map<LiveWindow, WindowLevels> levels(Map<LiveWindow, WindowLevels> levels, Scope scope) {
        if (!scope.ofCustomers()) {
            return levels;
        }
        Map<LiveWindow, WindowLevels> withCustomers = new EnumMap<>(LiveWindow.class);
        levels.forEach((window, each) -> {
            Map<String, List<GroupLevels>> ofTiers = new HashMap<>();
            each.tiers().forEach(tier -> ofTiers.put(tier.key(), each.pairs(tier.key(), Dimension.CHANNEL)));
            withCustomers.put(window, each.withCustomers(each.groups(Dimension.CHANNEL), ofTiers));
        });
        return withCustomers;
    }
}
