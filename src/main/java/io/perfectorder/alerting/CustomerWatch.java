package io.perfectorder.alerting;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.pipeline.SnapshotFeed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
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

/**
 * The customers that rules look at: one question for each window, whatever the number of rules. Of each customer of a scope, those with
 * the most orders due in the longest window are looked at, which is found out once an hour, and those whose alert is active.
 *
 * <p>All mutable state is confined to the one thread of {@code alerting}.
 */
final class CustomerWatch {
    /** Between two answers. */
    static final Duration EVERY = Duration.ofMinutes(1);

    /** How many customers of a scope are looked at, unless they are named. */
    static final int MOST = ServiceLevelCube.MOST_VALUES;

    /** Between two looks at who has the most orders. */
    private static final Duration RANKED_EVERY = Duration.ofHours(1);

    private final CustomerCounts store;
    private final SnapshotFeed feed;
    private final Supplier<List<ActiveAlert>> active;
    private final Scheduler alerting;
    private final StandingQuestion<CustomersWanted, CustomerLevels> question;
    private Map<Optional<String>, Ranking> rankings = new HashMap<>();

    private record Ranking(Set<String> customers, Instant at) {}

    CustomerWatch(
            CustomerCounts store,
            SnapshotFeed feed,
            Supplier<CustomersWanted> wanted,
            Supplier<List<ActiveAlert>> active,
            InstantSource wall,
            Scheduler alerting,
            AlertTimes times) {
        this.store = store;
        this.feed = feed;
        this.active = active;
        this.alerting = alerting;
        question = new StandingQuestion<>(
                "customers", EVERY, wanted, CustomersWanted::nothing, this::ask, wall, alerting, times);
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
        rankings = new HashMap<>();
    }

    /** The newest answer, if it is new enough to go by. */
    Optional<CustomerLevels> levels() {
        return question.answer();
    }

    private Mono<CustomerLevels> ask(CustomersWanted now, Instant at) {
        long to = Panes.lastMinuteOf(feed.current().asOf());
        rankings.keySet().retainAll(now.each());
        return Flux.fromIterable(now.each())
                .concatMap(tier -> largest(tier, to, at))
                .collect(() -> new HashSet<>(now.named()), Collection::addAll)
                .doOnNext(customers -> customers.addAll(ofActiveAlerts()))
                .flatMap(customers -> Flux.fromIterable(now.windows())
                        .concatMap(window -> store.counts(to - window.minutes(), to, customers)
                                .map(counts -> Map.entry(window, counts)))
                        .collect(
                                () -> new EnumMap<LiveWindow, List<CustomerCount>>(LiveWindow.class),
                                (all, entry) -> all.put(entry.getKey(), entry.getValue())))
                .map(counts -> new CustomerLevels(now, counts));
    }

    private Mono<Set<String>> largest(Optional<String> tier, long to, Instant at) {
        Ranking known = rankings.get(tier);
        if (known != null && at.isBefore(known.at().plus(RANKED_EVERY))) {
            return Mono.just(known.customers());
        }
        Map<Optional<String>, Ranking> current = rankings;
        return store.largest(to - LiveWindow.MONTH.minutes(), to, tier, MOST)
                .publishOn(alerting)
                .doOnNext(customers -> current.put(tier, new Ranking(customers, at)));
    }

    /** Whoever falls behind must not be resolved by it. */
    private Set<String> ofActiveAlerts() {
        Set<String> customers = new HashSet<>();
        active.get().forEach(alert -> {
            if (alert.key().group().by().equals(Dimension.CUSTOMER.key())) {
                customers.add(alert.key().group().value());
            }
        });
        return customers;
    }
}
