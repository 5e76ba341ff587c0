package io.perfectorder.alerting;

import io.perfectorder.alerting.channel.Channel;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.AtRiskOrders;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.SnapshotFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Alerting in virtual time, on stores in memory, with service levels as a test wants them. It can be stopped and started again. */
final class AlertingRun implements SnapshotFeed {
    static final Instant START = Instant.EPOCH;
    static final DeliveryPolicy POLICY =
            new DeliveryPolicy(AlertTimes.USUAL, Backoff.USUAL, new RateLimit(1_000, Duration.ofMillis(1)));

    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    final InMemoryAlerts alerts = new InMemoryAlerts();
    final InMemoryCustomers customers = new InMemoryCustomers();
    final InMemoryTrends trends = new InMemoryTrends();
    final InMemorySilences silences = new InMemorySilences();
    private final InMemoryRules ruleStore = new InMemoryRules();
    private final Map<String, Tally> tiers = new TreeMap<>();
    private final List<AlertRule> declared;
    private final List<Holidays> calendars;
    private final Map<String, Channel> channels;
    boolean complete = true;
    Routes routes;
    DeliveryPolicy policy = POLICY;
    Rules rules = new Rules(ruleStore, this::now);
    private AlertWatch watch;
    private Dispatcher dispatcher;

    AlertingRun(List<AlertRule> declared, Routes routes, List<Holidays> calendars, Map<String, Channel> channels) {
        this.declared = declared;
        this.routes = routes;
        this.calendars = calendars;
        this.channels = channels;
        this.watch = watch(alerts);
        this.dispatcher = dispatcher(alerts);
    }

    Instant now() {
        return Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));
    }

    void start() {
        start(alerts);
    }

    /** Starts anew, as after a crash: nothing is left but what the store has. */
    void start(AlertStore store) {
        rules = new Rules(ruleStore, this::now);
        rules.load(declared).block();
        watch = watch(store);
        dispatcher = dispatcher(store);
        watch.start();
        dispatcher.start();
    }

    void stop() {
        watch.stop();
        dispatcher.stop();
    }

    void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    /** Of a hundred orders of a tier so many are perfect. */
    void level(String tier, int perfect) {
        tiers.put(tier, new Tally(100, 100, 100, 100, 100, 100, 100, 100, perfect, 0));
    }

    AlertWatch watch() {
        return watch;
    }

    boolean broken() {
        return watch.broken() || dispatcher.broken();
    }

    List<Decision> decisions() {
        return alerts.decisions.stream().map(KeptDecision::decision).toList();
    }

    List<DecisionReason> reasons() {
        return decisions().stream().map(Decision::reason).toList();
    }

    @Override
    public Flux<Snapshot> snapshots() {
        return Flux.just(current());
    }

    @Override
    public Snapshot current() {
        List<GroupLevels> groups = new ArrayList<>();
        tiers.forEach((tier, tally) -> groups.add(new GroupLevels(tier, tally, Tally.ZERO, List.of())));
        Map<LiveWindow, WindowLevels> windows = new EnumMap<>(LiveWindow.class);
        for (LiveWindow window : LiveWindow.values()) {
            windows.put(window, new WindowLevels(new GroupLevels("all", Tally.ZERO, Tally.ZERO, List.of()), groups));
        }
        return new Snapshot(now(), now(), now(), Optional.of(now()), 1, windows);
    }

    private AlertWatch watch(AlertStore store) {
        OrdersAtRisk none = new OrdersAtRisk() {
            @Override
            public Mono<AtRiskOrders> within(Map<GroupBy, Set<String>> scope) {
                return Mono.just(new AtRiskOrders(now(), 0, "", List.of()));
            }

            @Override
            public void changed() {}
        };
        return new AlertWatch(
                this, () -> complete, none, customers, trends, rules, store, this::now, time, AlertTimes.USUAL);
    }

    private Dispatcher dispatcher(AlertStore store) {
        return new Dispatcher(
                store,
                rules,
                new MuteBook(silences, calendars),
                routes,
                channels,
                new TestLinks(),
                policy,
                this::now,
                new Random(1),
                time);
    }
}
