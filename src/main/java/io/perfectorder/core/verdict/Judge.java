package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderEvent;
import java.util.Collection;

/**
 * Adds events to facts and judges them with tools that are used again and again, so that little is thrown away for each event. The
 * answers are those of {@link OrderFacts}. For one thread. Source: ADR 0091.
 */
public final class Judge {
    private final GraceByTier grace;
    private final FactsReader reader = new FactsReader(OrderFacts.none().bytes());
    private final FactsWriter writer = new FactsWriter();
    private final UsualOrder usual = new UsualOrder();

    public Judge(GraceByTier grace) {
        this.grace = grace;
    }

    /** As {@link OrderFacts#with}. */
    public OrderFacts with(OrderFacts facts, OrderEvent event) {
        return facts.with(event, reader, writer);
    }

    /** As {@link OrderFacts#withAll}. */
    public OrderFacts withAll(OrderFacts facts, Collection<? extends OrderEvent> more) {
        return facts.withAll(more, reader, writer);
    }

    /** As {@link OrderFacts#judge}: the verdict before itself when it stayed the same, else made of its parts where those did. */
    public Verdict judge(OrderFacts facts, Verdict before) {
        return facts.judge(grace, usual, before);
    }
}
