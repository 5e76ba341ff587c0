package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.priority.OpenOrder;
import io.perfectorder.core.priority.ProductRanking;
import io.perfectorder.core.priority.RankedOrder;
import io.perfectorder.core.priority.ServicePolicy;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Explanation;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.LineStanding;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads the open orders, asks their facts what they lack and ranks them. Of each scope one computation is under way at a time, whoever
 * asks; the next begins a second after the last at the earliest, and so late that computing takes at most a tenth of the time. See ADR
 * 0052.
 */
public final class RankedOrdersAtRisk implements OrdersAtRisk {
    /** A deadline that is so long past is for the list of missed orders, not for the queue of what can still be done. */
    private static final Duration PAST = Duration.ofHours(24);

    private static final Duration NEAR = Duration.ofHours(4);
    private static final int MOST = 500;
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);
    private static final int SHARE_OF_TIME = 10;

    /** Lists that are kept; the one that was asked for longest ago is given up first. */
    private static final int MOST_SCOPES = 100;

    private record Computed(AtRiskOrders list, Instant freshUntil) {}

    private static final class Kept {
        private @Nullable Computed newest;
        private @Nullable Mono<AtRiskOrders> underWay;
    }

    private final OpenOrders open;
    private final Products products;
    private final Acknowledgements acknowledgements;
    private final ServicePolicy policy;
    private final GraceByTier grace;
    private final MonitorClock clock;
    private final InstantSource wall;
    private final Map<Map<GroupBy, Set<String>>, Kept> lists = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<GroupBy, Set<String>>, Kept> eldest) {
            return size() > MOST_SCOPES;
        }
    };

    public RankedOrdersAtRisk(
            OpenOrders open,
            Products products,
            Acknowledgements acknowledgements,
            ServicePolicy policy,
            GraceByTier grace,
            MonitorClock clock,
            InstantSource wall) {
        this.open = open;
        this.products = products;
        this.acknowledgements = acknowledgements;
        this.policy = policy;
        this.grace = grace;
        this.clock = clock;
        this.wall = wall;
    }

    @Override
    public Mono<AtRiskOrders> within(Map<GroupBy, Set<String>> scope) {
        Map<GroupBy, Set<String>> copy = Map.copyOf(scope);
        return Mono.defer(() -> newestOrNext(copy));
    }

    @Override
    public synchronized void changed() {
        lists.clear();
    }

    private synchronized Mono<AtRiskOrders> newestOrNext(Map<GroupBy, Set<String>> scope) {
        Kept kept = lists.computeIfAbsent(scope, _ -> new Kept());
        if (kept.newest != null && wall.instant().isBefore(kept.newest.freshUntil())) {
            return Mono.just(kept.newest.list());
        }
        if (kept.underWay == null) {
            Instant began = wall.instant();
            kept.underWay = compute(scope)
                    .doOnNext(list -> done(kept, list, began))
                    .doOnError(_ -> failed(kept))
                    .cache();
        }
        return kept.underWay;
    }

    /** After {@link #changed} nobody asks these any more. */
    private synchronized void done(Kept kept, AtRiskOrders list, Instant began) {
        Instant now = wall.instant();
        Duration rest = Duration.between(began, now).multipliedBy(SHARE_OF_TIME);
        kept.newest = new Computed(list, now.plus(rest.compareTo(SHORTEST_GAP) > 0 ? rest : SHORTEST_GAP));
        kept.underWay = null;
    }

    private synchronized void failed(Kept kept) {
        kept.underWay = null;
    }

    private Mono<AtRiskOrders> compute(Map<GroupBy, Set<String>> scope) {
        Instant now = clock.now();
        return open.nearest(scope, now.minus(PAST), now.plus(NEAR), now, MOST).flatMap(nearest -> {
            List<String> ids = nearest.rows().stream().map(OrderRow::orderId).toList();
            return Mono.zip(open.eventsOf(ids), products.all().map(ProductRanking::of), acknowledgements.newest(ids))
                    .map(read -> rank(nearest, read.getT1(), read.getT2(), read.getT3(), now));
        });
    }

    private AtRiskOrders rank(
            OpenOrders.Nearest nearest,
            Map<String, List<StoredEvent>> events,
            ProductRanking ranking,
            Map<String, Acknowledgement> acknowledged,
            Instant now) {
        Map<String, Standing> standings = new HashMap<>();
        List<OpenOrder> orders = new ArrayList<>();
        for (OrderRow row : nearest.rows()) {
            Standing standing = standing(row, events.getOrDefault(row.orderId(), List.of()));
            standings.put(row.orderId(), standing);
            orders.add(open(standing));
        }
        List<AtRiskOrder> ranked = new ArrayList<>();
        for (RankedOrder order : policy.rank(orders, ranking)) {
            String id = order.order().orderId();
            Standing standing = Objects.requireNonNull(standings.get(id), id);
            ranked.add(atRisk(order, standing, Optional.ofNullable(acknowledged.get(id))));
        }
        return new AtRiskOrders(now, nearest.total(), policy.name(), ranked);
    }

    private record Standing(OrderRow row, OrderFacts facts, Optional<Explanation> explanation) {
        List<LineStanding> lacking() {
            return explanation.stream()
                    .flatMap(told -> told.lines().stream())
                    .filter(line -> !line.complete())
                    .toList();
        }
    }

    private Standing standing(OrderRow row, List<StoredEvent> events) {
        OrderFacts facts = OrderFacts.none()
                .withAll(events.stream()
                        .map(StoredEvent::event)
                        .filter(event -> !(event instanceof OrderEvent.CustomerRegistered))
                        .toList());
        return new Standing(row, facts, facts.explain(grace));
    }

    private static OpenOrder open(Standing standing) {
        OrderRow row = standing.row();
        return new OpenOrder(
                row.orderId(),
                row.verdict().dimensions().tier(),
                row.verdict().deadline(),
                standing.lacking().stream().map(line -> line.line().sku()).collect(Collectors.toSet()));
    }

    private static AtRiskOrder atRisk(RankedOrder ranked, Standing standing, Optional<Acknowledgement> acknowledged) {
        OrderRow row = standing.row();
        return new AtRiskOrder(
                ranked,
                row.verdict(),
                row.verdict().meets(Criterion.DELIVERED),
                standing.facts().latestEstimatedArrival(),
                standing.explanation().flatMap(RankedOrdersAtRisk::supplierCancelled),
                standing.lacking(),
                acknowledged);
    }

    private static Optional<Instant> supplierCancelled(Explanation told) {
        return told.reasons().getOrDefault(Criterion.DELIVERED, List.of()).stream()
                .filter(Reason.NothingDelivered.class::isInstance)
                .map(Reason.NothingDelivered.class::cast)
                .findFirst()
                .flatMap(Reason.NothingDelivered::supplierCancelled);
    }
}
