package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The set of events of one subject, and what it means. Immutable. The meaning depends on the set only, never on
 * the order, number or
 * batches in which the events arrived; of two events with one identity the first stays.
 */
public final class OrderFacts {
    private static final OrderFacts NONE = new OrderFacts(List.of());

    /** Sorted by header, identities unique. */
    private final List<OrderEvent> events;

    private OrderFacts(List<OrderEvent> events) {
        this.events = events;
    }

    /** No facts. */
    public static OrderFacts none() {
        return NONE;
    }

    /** These facts and one more. An event whose identity is known already changes nothing, whatever its content. */
    public OrderFacts with(OrderEvent event) {
        int place = 0;
        for (OrderEvent known : events) {
            if (known.header().identity().equals(event.header().identity())) {
                return this;
            }
            if (known.header().compareTo(event.header()) < 0) {
                place++;
            }
        }
        List<OrderEvent> more = new ArrayList<>(events.size() + 1);
        more.addAll(events);
        more.add(place, event);
        return new OrderFacts(List.copyOf(more));
    }

    public boolean isEmpty() {
        return events.isEmpty();
    }

    /** All events, retracted and superseded ones included, in order of (time, source, id). */
    public List<OrderEvent> events() {
        return events;
    }

    /**
     * The verdict. Quantities are summed without bound, so no sum overflows; a deadline beyond the range of
     * {@link Instant} is that
     * range's end.
     */
    public Verdict judge(GraceByTier grace) {
        Agreement agreement = Agreement.of(Counting.of(events), grace);
        return agreement == null ? new Verdict.Waiting() : agreement.verdict();
    }

    /** For each criterion, met or not, an English sentence with the facts behind it. Empty while the order waits. */
    public Map<Criterion, String> because(GraceByTier grace) {
        Agreement agreement = Agreement.of(Counting.of(events), grace);
        return agreement == null ? Map.of() : Evidence.of(agreement);
    }

    /** What each event does to the verdict, in order of (time, source, id). Of a waiting order: what it will do. */
    public Map<EventIdentity, EventEffect> effects() {
        return Counting.of(events).effects();
    }

    /**
     * When the last delivery still on its way is expected: the latest, over deliveries not yet completed, of the
     * estimate with the
     * greatest (time, source, id) for that delivery. Empty when nothing is on its way or nobody gave an estimate.
     */
    public Optional<Instant> latestEstimatedArrival() {
        return Counting.of(events).latestEstimatedArrival();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderFacts facts && events.equals(facts.events);
    }

    @Override
    public int hashCode() {
        return events.hashCode();
    }

    @Override
    public String toString() {
        return "OrderFacts" + events;
    }
}
