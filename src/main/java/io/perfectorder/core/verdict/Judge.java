package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderEvent;
import java.util.Collection;

/**
 * Follows orders event by event with tools that are used again and again, so that little is thrown away for each event. The facts and
 * verdicts are those of {@link OrderFacts}. For one thread; an order is followed by one judge. Source: ADR 0091, ADR 0099.
 */
public final class Judge {
    /** From this many new events on, they are sorted and merged, so that an order with very many events is not moved for each. */
    private static final int MANY = 8;

    private final GraceByTier grace;
    private final FactsReader reader = new FactsReader(OrderFacts.none().bytes());
    private final FactsWriter writer = new FactsWriter();
    private final UsualOrder usual = new UsualOrder();

    public Judge(GraceByTier grace) {
        this.grace = grace;
    }

    /** As {@link OrderFacts#judge}: the verdict before itself when it stayed the same, else made of its parts where those did. */
    public Verdict verdict(LiveOrder order) {
        return order.verdict(grace, usual, 0);
    }

    /**
     * As {@link OrderFacts#with}, and judges: what the event cannot change is not read again. False when it was known already.
     *
     * @throws IllegalArgumentException when the event is about another subject
     */
    public boolean add(LiveOrder order, OrderEvent event) {
        verdict(order);
        if (!order.add(event, reader, writer)) {
            return false;
        }
        order.verdict(grace, usual, EventKind.of(event).bit());
        return true;
    }

    /**
     * Whether no event of that identity is among the facts of the order; false when it has so many events that to look costs much.
     *
     * @throws IllegalArgumentException when the event is about another subject
     */
    public boolean surelyLacks(LiveOrder order, OrderEvent event) {
        return order.surelyLacks(event.header(), reader);
    }

    /** The same with more than one event, as {@link OrderFacts#withAll}. False when all were known already. */
    public boolean add(LiveOrder order, Collection<? extends OrderEvent> more) {
        verdict(order);
        if (more.size() >= MANY) {
            return addMany(order, more);
        }
        int since = 0;
        for (OrderEvent event : more) {
            since |= order.add(event, reader, writer) ? EventKind.of(event).bit() : 0;
        }
        order.verdict(grace, usual, since);
        return since != 0;
    }

    // Facts that nothing was added to are the same object.
    @SuppressWarnings("ReferenceEquality")
    private boolean addMany(LiveOrder order, Collection<? extends OrderEvent> more) {
        OrderFacts before = order.facts();
        OrderFacts after = before.withAll(more);
        if (after == before) {
            return false;
        }
        order.become(after);
        verdict(order);
        return true;
    }
}
