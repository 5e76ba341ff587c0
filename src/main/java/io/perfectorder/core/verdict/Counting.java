package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a subject count. One pass in ascending order of (time, source, id) after the retracted ones are known, so "the
 * smallest" is the first seen and "the greatest" the last.
 */
final class Counting {
    private final List<OrderEvent> all;
    private final Map<EventIdentity, OrderEvent> known = new HashMap<>();
    private final Set<EventIdentity> retracted = new HashSet<>();

    private OrderEvent.@Nullable Placed placed;
    private OrderEvent.@Nullable Amended promisedFrom;
    private OrderEvent.@Nullable Amended promisedBy;
    private OrderEvent.@Nullable Amended lines;
    private OrderEvent.@Nullable Cancelled cancelled;
    private OrderEvent.@Nullable CustomerRegistered registration;
    private @Nullable String carrier;
    private @Nullable String distributionCentre;
    private final Map<String, OrderEvent.Dispatched> dispatches = new LinkedHashMap<>();
    private final Map<String, OrderEvent.Estimated> estimates = new LinkedHashMap<>();
    private final Map<String, OrderEvent.Delivered> deliveries = new LinkedHashMap<>();
    private final List<OrderEvent.GoodsDamaged> damages = new ArrayList<>();
    private final List<OrderEvent.GoodsReturned> returns = new ArrayList<>();
    private final List<OrderEvent.DocumentDisputed> disputes = new ArrayList<>();
    private final List<OrderEvent.ComplaintOpened> complaints = new ArrayList<>();

    private Counting(List<OrderEvent> sorted) {
        all = sorted;
        for (OrderEvent event : sorted) {
            known.put(event.header().identity(), event);
        }
        for (OrderEvent event : sorted) {
            if (event instanceof OrderEvent.Retracted retraction
                    && !(known.get(retraction.retracted()) instanceof OrderEvent.Retracted)) {
                retracted.add(retraction.retracted());
            }
        }
        for (OrderEvent event : sorted) {
            if (!retracted.contains(event.header().identity())) {
                take(event);
            }
        }
    }

    /** {@code sorted} is in ascending order of header, identities unique. */
    static Counting of(List<OrderEvent> sorted) {
        return new Counting(sorted);
    }

    private void take(OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed e -> placed = placed == null ? e : placed;
            case OrderEvent.Amended e -> takeAmendment(e);
            case OrderEvent.Cancelled e -> cancelled = cancelled == null ? e : cancelled;
            case OrderEvent.Dispatched e -> {
                dispatches.put(e.deliveryId(), e);
                carrier = carrier == null ? e.carrier() : carrier;
                distributionCentre = distributionCentre == null ? e.distributionCentre() : distributionCentre;
            }
            case OrderEvent.Estimated e -> estimates.put(e.deliveryId(), e);
            case OrderEvent.Delivered e -> {
                deliveries.put(e.deliveryId(), e);
                carrier = carrier == null ? e.carrier() : carrier;
            }
            case OrderEvent.GoodsDamaged e -> damages.add(e);
            case OrderEvent.GoodsReturned e -> returns.add(e);
            case OrderEvent.DocumentDisputed e -> disputes.add(e);
            case OrderEvent.ComplaintOpened e -> complaints.add(e);
            case OrderEvent.CustomerRegistered e -> registration = e;
            case OrderEvent.ComplaintResolved _, OrderEvent.Retracted _ -> {}
        }
    }

    private void takeAmendment(OrderEvent.Amended event) {
        if (event.agreedBy() != Party.CUSTOMER) {
            return;
        }
        if (event.promisedFrom() != null) {
            promisedFrom = event;
        }
        if (event.promisedBy() != null) {
            promisedBy = event;
        }
        if (event.lines() != null) {
            lines = event;
        }
    }

    Map<EventIdentity, EventEffect> effects() {
        Map<EventIdentity, EventEffect> effects = new LinkedHashMap<>();
        for (OrderEvent event : all) {
            EventIdentity identity = event.header().identity();
            effects.put(identity, retracted.contains(identity) ? EventEffect.RETRACTED : effectOf(event));
        }
        return Collections.unmodifiableMap(effects);
    }

    private EventEffect effectOf(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed e -> e.equals(placed) ? EventEffect.COUNTS : EventEffect.CONFLICT;
            case OrderEvent.Amended e when e.agreedBy() != Party.CUSTOMER -> EventEffect.IGNORED;
            case OrderEvent.Amended e -> countsIf(e.equals(promisedFrom) || e.equals(promisedBy) || e.equals(lines));
            case OrderEvent.Cancelled e -> countsIf(e.equals(cancelled));
            case OrderEvent.Dispatched e -> countsIf(e.equals(dispatches.get(e.deliveryId())));
            case OrderEvent.Estimated e -> countsIf(e.equals(estimates.get(e.deliveryId())));
            case OrderEvent.Delivered e -> countsIf(e.equals(deliveries.get(e.deliveryId())));
            case OrderEvent.CustomerRegistered _ -> EventEffect.IGNORED;
            case OrderEvent.Retracted e -> {
                OrderEvent named = known.get(e.retracted());
                boolean works = named != null && !(named instanceof OrderEvent.Retracted);
                yield works ? EventEffect.COUNTS : EventEffect.IGNORED;
            }
            case OrderEvent.GoodsDamaged _,
                    OrderEvent.GoodsReturned _,
                    OrderEvent.DocumentDisputed _,
                    OrderEvent.ComplaintOpened _,
                    OrderEvent.ComplaintResolved _ -> EventEffect.COUNTS;
        };
    }

    private static EventEffect countsIf(boolean counts) {
        return counts ? EventEffect.COUNTS : EventEffect.SUPERSEDED;
    }

    Optional<Instant> latestEstimatedArrival() {
        Map<String, OrderEvent> latest = new HashMap<>(dispatches);
        estimates.forEach((id, estimate) -> latest.merge(
                id, estimate, (a, b) -> estimatedBy(a) != null && a.header().compareTo(b.header()) > 0 ? a : b));
        Instant last = null;
        for (Map.Entry<String, OrderEvent> entry : latest.entrySet()) {
            Instant arrival = deliveries.containsKey(entry.getKey()) ? null : estimatedBy(entry.getValue());
            if (arrival != null && (last == null || arrival.isAfter(last))) {
                last = arrival;
            }
        }
        return Optional.ofNullable(last);
    }

    private static @Nullable Instant estimatedBy(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Dispatched e -> e.estimatedArrival();
            case OrderEvent.Estimated e -> e.estimatedArrival();
            default -> null;
        };
    }

    OrderEvent.@Nullable Placed placed() {
        return placed;
    }

    OrderEvent.@Nullable Amended promisedFrom() {
        return promisedFrom;
    }

    OrderEvent.@Nullable Amended promisedBy() {
        return promisedBy;
    }

    OrderEvent.@Nullable Amended lines() {
        return lines;
    }

    OrderEvent.@Nullable Cancelled cancelled() {
        return cancelled;
    }

    OrderEvent.@Nullable CustomerRegistered registration() {
        return registration;
    }

    @Nullable
    String carrier() {
        return carrier;
    }

    @Nullable
    String distributionCentre() {
        return distributionCentre;
    }

    Collection<OrderEvent.Delivered> deliveries() {
        return deliveries.values();
    }

    List<OrderEvent.GoodsDamaged> damages() {
        return damages;
    }

    List<OrderEvent.GoodsReturned> returns() {
        return returns;
    }

    List<OrderEvent.DocumentDisputed> disputes() {
        return disputes;
    }

    List<OrderEvent.ComplaintOpened> complaints() {
        return complaints;
    }
}
