package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.AtRiskRule;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Seen;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.SnapshotFeed;
import io.perfectorder.pipeline.StoreUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Evaluates every rule on the newest snapshot, one evaluation at a time, and again as time passes without one. States change in memory
 * after their transitions are stored; whenever that is in doubt, they are read again. A bug stops it for good.
 *
 * <p>All mutable state is confined to the one thread of {@code alerting}.
 */
public final class AlertWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AlertWatch.class);

    private final SnapshotFeed feed;
    private final BooleanSupplier complete;
    private final OrdersAtRisk ordersAtRisk;
    private final CustomerWatch customers;
    private final TrendWatch trends;
    private final Rules rules;
    private final AlertStore store;
    private final InstantSource wall;
    private final Scheduler alerting;
    private final AlertTimes times;
    private final Disposable.Swap ticking = Disposables.swap();
    private Map<String, Map<AlertGroup, AlertStatus>> statuses = Map.of();
    private Optional<Long> epoch = Optional.empty();
    private final Map<Phase, LongAdder> transitions = counters();
    private boolean away;
    private volatile boolean opensAgain;
    private boolean namesChanged;
    private volatile boolean broken;
    private volatile List<ActiveAlert> active = List.of();

    /** {@code complete}: whether the numbers of the newest snapshot are complete. */
    public AlertWatch(
            SnapshotFeed feed,
            BooleanSupplier complete,
            OrdersAtRisk ordersAtRisk,
            CustomerCounts customerCounts,
            TrendCounts trendCounts,
            Rules rules,
            AlertStore store,
            InstantSource wall,
            Scheduler alerting,
            AlertTimes times) {
        this.feed = feed;
        this.complete = complete;
        this.ordersAtRisk = ordersAtRisk;
        this.rules = rules;
        this.store = store;
        this.wall = wall;
        this.alerting = alerting;
        this.times = times;
        this.customers = new CustomerWatch(
                customerCounts, feed, () -> CustomersWanted.of(rules.inUse()), this::active, wall, alerting, times);
        this.trends = new TrendWatch(
                trendCounts, feed, () -> GroupTrends.wanted(rules.inUse()), this::active, wall, alerting, times);
    }

    /** Starts to evaluate; of snapshots that come while one is evaluated, only the newest is looked at. */
    public void start() {
        opensAgain = true;
        customers.start(this::breakDown);
        trends.start(this::breakDown);
        ticking.update(Flux.interval(times.evaluation(), alerting)
                .onBackpressureDrop()
                .concatMap(_ -> evaluation(), 0)
                .subscribe(_ -> {}, this::breakDown));
    }

    /** Shows the alerts that another process evaluates, and evaluates none. */
    public void follow() {
        ticking.update(Flux.interval(times.evaluation(), alerting)
                .onBackpressureDrop()
                .concatMap(
                        _ -> store.statuses()
                                .publishOn(alerting)
                                .doOnNext(stored -> show(byRule(stored)))
                                .then()
                                .onErrorResume(StoreUnavailable.class, this::away),
                        0)
                .subscribe(_ -> {}, this::breakDown));
    }

    /** Forgets what customers are called: they are asked for, and the states are read again, before the next evaluation. */
    public Mono<Void> renew() {
        return Mono.<Void>fromRunnable(() -> {
                    customers.forget();
                    trends.forget();
                    namesChanged = true;
                    opensAgain = true;
                })
                .subscribeOn(alerting);
    }

    public void stop() {
        ticking.update(Disposables.disposed());
        customers.stop();
        trends.stop();
    }

    /** Whether a bug stopped it. */
    public boolean broken() {
        return broken;
    }

    /** The alerts that are pending or firing, as of the last evaluation. */
    public List<ActiveAlert> active() {
        return active;
    }

    /** How many transitions were stored since the start, by the state they came to. */
    public Map<Phase, Long> transitions() {
        Map<Phase, Long> sums = new EnumMap<>(Phase.class);
        transitions.forEach((to, count) -> sums.put(to, count.sum()));
        return sums;
    }

    private static Map<Phase, LongAdder> counters() {
        Map<Phase, LongAdder> counters = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            counters.put(phase, new LongAdder());
        }
        return counters;
    }

    private Mono<Void> evaluation() {
        return opened().then(Mono.defer(this::seen))
                .flatMap(this::evaluate)
                .onErrorResume(StoreUnavailable.class, this::away);
    }

    private Mono<Void> opened() {
        return Mono.defer(() -> epoch.isPresent() && !opensAgain
                ? Mono.empty()
                : store.open()
                        .timeout(
                                times.sendLimit(), Mono.error(new StoreUnavailable("the alerts do not open")), alerting)
                        .publishOn(alerting)
                        .doOnNext(opened -> {
                            opensAgain = false;
                            epoch = Optional.of(opened.epoch());
                            statuses = byRule(opened.statuses());
                            if (namesChanged) {
                                namesChanged = false;
                                show(statuses);
                                customers.forget();
                                trends.forget();
                            }
                        })
                        .then());
    }

    private record Sight(Seen seen, boolean complete, boolean withOrders, Optional<CustomerLevels> customers) {
        boolean shows(AlertRule rule) {
            return switch (rule) {
                case StalenessRule _ -> true;
                case AtRiskRule _ -> complete && withOrders;
                default -> complete && showsCustomers(rule) && showsTrends(rule);
            };
        }

        private boolean showsCustomers(AlertRule rule) {
            return CustomersWanted.watched(rule).isEmpty()
                    || customers.filter(known -> known.covers(rule)).isPresent();
        }

        private boolean showsTrends(AlertRule rule) {
            return GroupTrends.watched(rule).map(seen.trends()::containsKey).orElse(true);
        }
    }

    private Mono<Sight> seen() {
        boolean whole = complete.getAsBoolean();
        Optional<CustomerLevels> counted = customers.levels();
        Snapshot newest = feed.current();
        Snapshot snapshot = counted.map(levels -> levels.into(newest)).orElse(newest);
        Map<Watched, Map<AlertGroup, List<Tally>>> known =
                trends.trends().map(GroupTrends::trends).orElse(Map.of());
        boolean wanted = whole && rules.inUse().stream().anyMatch(kept -> kept.rule() instanceof AtRiskRule);
        Sight without = new Sight(new Seen(snapshot, List.of(), known), whole, false, counted);
        if (!wanted) {
            return Mono.just(without);
        }
        return ordersAtRisk
                .current()
                .timeout(times.sendLimit(), alerting)
                .publishOn(alerting)
                .map(orders -> new Sight(new Seen(snapshot, LateOrders.of(orders), known), true, true, counted))
                .onErrorResume(failed -> {
                    LOG.warn("event=orders-at-risk-unknown cause=\"{}\"", failed.toString());
                    return Mono.just(without);
                });
    }

    private Mono<Void> evaluate(Sight sight) {
        Instant now = wall.instant().truncatedTo(ChronoUnit.MICROS);
        List<AlertRule> inUse = rules.inUse().stream().map(KeptRule::rule).toList();
        Round round = Round.of(inUse, sight::shows, sight.seen(), statuses, now);
        if (round.changes().isEmpty()) {
            adopt(round);
            return Mono.empty();
        }
        return store.record(epoch.orElseThrow(), round.changes())
                .timeout(times.sendLimit(), Mono.error(new StoreUnavailable("the alerts are not stored")), alerting)
                .then(Mono.fromRunnable(() -> adopt(round)).subscribeOn(alerting))
                .then();
    }

    private void adopt(Round round) {
        if (away) {
            LOG.info("event=alerts-stored-again");
            away = false;
        }
        round.changes()
                .forEach(change -> Objects.requireNonNull(
                                transitions.get(change.transition().to()))
                        .increment());
        show(round.statuses());
    }

    private void show(Map<String, Map<AlertGroup, AlertStatus>> shown) {
        statuses = shown;
        List<ActiveAlert> all = new ArrayList<>();
        statuses.forEach((rule, groups) ->
                groups.forEach((group, status) -> all.add(new ActiveAlert(new AlertKey(rule, group), status))));
        active = List.copyOf(all);
    }

    /** Whether it was stored is in doubt, so the states are read again before the next evaluation. */
    private Mono<Void> away(StoreUnavailable failure) {
        if (!away) {
            LOG.warn("event=alerts-not-stored cause=\"{}\"", failure.toString());
        }
        away = true;
        epoch = Optional.empty();
        return Mono.empty();
    }

    private void breakDown(Throwable bug) {
        broken = true;
        LOG.error("event=alerting-stopped", bug);
    }

    private static Map<String, Map<AlertGroup, AlertStatus>> byRule(Map<AlertKey, AlertStatus> statuses) {
        Map<String, Map<AlertGroup, AlertStatus>> byRule = new HashMap<>();
        statuses.forEach((key, status) -> {
            if (status.phase() == Phase.PENDING || status.phase() == Phase.FIRING) {
                byRule.computeIfAbsent(key.rule(), _ -> new HashMap<>()).put(key.group(), status);
            }
        });
        return byRule;
    }
}
