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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Asks the store for the customers that rules look at, beside the evaluation and never in its way: one question for each window, at
 * most once a minute unless rules want something else, one question at a time. Of each customer of a scope, those with the most orders
 * due in the longest window are looked at, which is found out once an hour, and those whose alert is active.
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

    /** An older answer is none. */
    private static final Duration USABLE = EVERY.multipliedBy(3);

    private static final Logger LOG = LoggerFactory.getLogger(CustomerWatch.class);

    private final CustomerCounts store;
    private final SnapshotFeed feed;
    private final Supplier<CustomersWanted> wanted;
    private final Supplier<List<ActiveAlert>> active;
    private final InstantSource wall;
    private final Scheduler alerting;
    private final AlertTimes times;
    private final Disposable.Swap ticking = Disposables.swap();
    private final Map<Optional<String>, Ranking> rankings = new HashMap<>();
    private Optional<CustomersWanted> asked = Optional.empty();
    private Instant askedAt = Instant.MIN;
    private Optional<CustomerLevels> levels = Optional.empty();
    private boolean away;

    /** How often everything was forgotten: an answer to a question of before is dropped. */
    private int forgotten;

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
        this.wanted = wanted;
        this.active = active;
        this.wall = wall;
        this.alerting = alerting;
        this.times = times;
    }

    /** {@code broken}: told of a bug, which stops it. */
    void start(java.util.function.Consumer<Throwable> broken) {
        ticking.update(Flux.interval(Duration.ZERO, times.evaluation(), alerting)
                .onBackpressureDrop()
                .concatMap(_ -> look(), 0)
                .subscribe(_ -> {}, broken));
    }

    void stop() {
        ticking.update(Disposables.disposed());
    }

    /** Customers may be called otherwise now: they are asked for again. */
    void forget() {
        forgotten++;
        asked = Optional.empty();
        levels = Optional.empty();
        rankings.clear();
    }

    /** The newest answer, if it is new enough to go by. */
    Optional<CustomerLevels> levels() {
        Instant oldest = wall.instant().minus(USABLE);
        return levels.filter(known -> known.askedAt().isAfter(oldest));
    }

    private Mono<Void> look() {
        CustomersWanted now = wanted.get();
        Instant at = wall.instant();
        boolean same = asked.filter(now::equals).isPresent();
        if (now.nothing() || (same && at.isBefore(askedAt.plus(EVERY)))) {
            return Mono.empty();
        }
        asked = Optional.of(now);
        askedAt = at;
        int before = forgotten;
        return ask(now, at)
                .timeout(EVERY, alerting)
                .publishOn(alerting)
                .filter(_ -> before == forgotten)
                .doOnNext(this::adopt)
                .onErrorResume(this::away)
                .then();
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
                .map(counts -> new CustomerLevels(now, at, counts));
    }

    private Mono<Set<String>> largest(Optional<String> tier, long to, Instant at) {
        Ranking known = rankings.get(tier);
        if (known != null && at.isBefore(known.at().plus(RANKED_EVERY))) {
            return Mono.just(known.customers());
        }
        int before = forgotten;
        return store.largest(to - LiveWindow.MONTH.minutes(), to, tier, MOST)
                .publishOn(alerting)
                .doOnNext(customers -> {
                    if (before == forgotten) {
                        rankings.put(tier, new Ranking(customers, at));
                    }
                });
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

    private void adopt(CustomerLevels answer) {
        levels = Optional.of(answer);
        if (away) {
            away = false;
            LOG.info("event=customers-counted-again");
        }
    }

    private Mono<CustomerLevels> away(Throwable failure) {
        if (!away) {
            LOG.warn("event=customers-not-counted cause=\"{}\"", failure.toString());
        }
        away = true;
        return Mono.empty();
    }
}
