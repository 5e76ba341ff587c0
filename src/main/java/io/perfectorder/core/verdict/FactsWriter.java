package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.ReturnReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes events in the {@link FactsFormat}: the kinds, their flags and the order of their fields. */
final class FactsWriter {
    private final FactsBytes out = new FactsBytes();

    FactsWriter() {}

    /** All the facts anew. The events are sorted, of one subject, and at least one. */
    static byte[] facts(List<OrderEvent> sorted) {
        FactsWriter writer = new FactsWriter();
        writer.first(sorted.getFirst(), new FactsReader(new byte[] {FactsFormat.VERSION}));
        if (sorted.size() > 1) {
            FactsReader anchors = new FactsReader(writer.out.toArray()).anchored();
            for (OrderEvent event : sorted.subList(1, sorted.size())) {
                writer.put(event, anchors);
            }
        }
        return writer.out.toArray();
    }

    /** The facts of one event; invalid after the next use of this writer. */
    FactsBytes first(OrderEvent event, FactsReader anchors) {
        out.clear();
        out.put(FactsFormat.VERSION);
        out.text(event.header().subject());
        put(event, anchors.start(out.toArray()).anchored());
        return out;
    }

    /** One more event of the facts, which is not the first; invalid after the next use of this writer. */
    FactsBytes event(OrderEvent event, FactsReader facts) {
        out.clear();
        put(event, facts.anchored());
        return out;
    }

    /** The facts with more events, sorted, none of them known and none before the first event. */
    static byte[] merged(byte[] facts, List<OrderEvent> more) {
        FactsWriter writer = new FactsWriter();
        FactsReader in = new FactsReader(facts).anchored();
        FactsReader anchors = new FactsReader(facts).anchored();
        writer.out.copy(facts, 0, in.firstAt());
        boolean known = in.next();
        for (OrderEvent event : more) {
            int from = in.start();
            while (known && in.isBefore(event.header())) {
                known = in.next();
            }
            writer.out.copy(facts, from, in.start());
            writer.put(event, anchors);
        }
        writer.out.copy(facts, in.start(), facts.length);
        return writer.out.toArray();
    }

    private void put(OrderEvent event, FactsReader anchors) {
        int start = out.length();
        EventIdentity identity = event.header().identity();
        out.put(FactsFormat.digestOf(identity));
        out.varint((long) flagsOf(event) << 4 | EventKind.of(event).code());
        out.time(event.header().time());
        identity(identity, anchors);
        body(event, anchors);
        out.prefixSize(start);
    }

    private void identity(EventIdentity identity, FactsReader anchors) {
        out.coded(identity.source(), anchors.bytes(), anchors.sourceAt(), anchors.sourceLength());
        out.coded(identity.id(), anchors.bytes(), anchors.idAt(), anchors.idLength());
    }

    /** A text that often begins like the subject. */
    private void like(String id, FactsReader anchors) {
        out.coded(id, anchors.bytes(), anchors.subjectAt(), anchors.subjectLength());
    }

    private static int flagsOf(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed e ->
                given(e.tier(), FactsFormat.TIER)
                        | given(e.region(), FactsFormat.REGION)
                        | given(e.distributionCentre(), FactsFormat.CENTRE)
                        | given(e.carrier(), FactsFormat.CARRIER)
                        | given(e.channel(), FactsFormat.CHANNEL)
                        | given(e.promisedFrom(), FactsFormat.PROMISED_FROM);
            case OrderEvent.Amended e ->
                by(e.agreedBy())
                        | given(e.promisedBy(), FactsFormat.NEW_BY)
                        | given(e.promisedFrom(), FactsFormat.NEW_FROM)
                        | given(e.lines(), FactsFormat.NEW_LINES);
            case OrderEvent.Cancelled e -> by(e.by());
            case OrderEvent.Dispatched e ->
                given(e.carrier(), FactsFormat.HAS_CARRIER)
                        | given(e.distributionCentre(), FactsFormat.HAS_CENTRE)
                        | given(e.estimatedArrival(), FactsFormat.HAS_ARRIVAL);
            case OrderEvent.Delivered e -> given(e.carrier(), FactsFormat.HAS_CARRIER);
            case OrderEvent.GoodsDamaged e ->
                given(e.deliveryId(), FactsFormat.HAS_DELIVERY)
                        | given(e.line(), FactsFormat.HAS_LINE)
                        | given(e.quantity(), FactsFormat.HAS_QUANTITY);
            case OrderEvent.GoodsReturned e ->
                given(e.deliveryId(), FactsFormat.HAS_DELIVERY) | (reasonCode(e.reason()) << FactsFormat.REASON_SHIFT);
            case OrderEvent.CustomerRegistered e ->
                given(e.tier(), FactsFormat.HAS_TIER) | given(e.region(), FactsFormat.HAS_REGION);
            case OrderEvent.Estimated _,
                    OrderEvent.DocumentDisputed _,
                    OrderEvent.ComplaintOpened _,
                    OrderEvent.ComplaintResolved _,
                    OrderEvent.Retracted _ -> 0;
        };
    }

    private static int by(Party party) {
        return switch (party) {
            case CUSTOMER -> FactsFormat.BY_CUSTOMER;
            case SUPPLIER -> 0;
        };
    }

    private static int given(@Nullable Object field, int flag) {
        return field == null ? 0 : flag;
    }

    private void body(OrderEvent event, FactsReader anchors) {
        switch (event) {
            case OrderEvent.Placed e -> placed(e);
            case OrderEvent.Amended e -> {
                out.optionalTime(e.promisedBy());
                out.optionalTime(e.promisedFrom());
                if (e.lines() != null) {
                    lines(e.lines());
                }
            }
            case OrderEvent.Cancelled _ -> {}
            case OrderEvent.Dispatched e -> {
                like(e.deliveryId(), anchors);
                out.optionalText(e.carrier());
                out.optionalText(e.distributionCentre());
                out.optionalTime(e.estimatedArrival());
            }
            case OrderEvent.Estimated e -> {
                like(e.deliveryId(), anchors);
                out.time(e.estimatedArrival());
            }
            case OrderEvent.Delivered e -> {
                like(e.deliveryId(), anchors);
                out.optionalText(e.carrier());
                quantities(e.lines());
            }
            case OrderEvent.GoodsDamaged e -> damaged(e, anchors);
            case OrderEvent.GoodsReturned e -> {
                if (e.deliveryId() != null) {
                    like(e.deliveryId(), anchors);
                }
                quantities(e.lines());
            }
            case OrderEvent.DocumentDisputed e -> out.text(e.document());
            case OrderEvent.ComplaintOpened e -> {
                like(e.complaintId(), anchors);
                out.text(e.category());
            }
            case OrderEvent.ComplaintResolved e -> like(e.complaintId(), anchors);
            case OrderEvent.CustomerRegistered e -> {
                out.text(e.name());
                out.optionalText(e.tier());
                out.optionalText(e.region());
            }
            case OrderEvent.Retracted e -> identity(e.retracted(), anchors);
        }
    }

    private void placed(OrderEvent.Placed placed) {
        out.optionalText(placed.tier());
        out.optionalText(placed.region());
        out.optionalText(placed.distributionCentre());
        out.optionalText(placed.carrier());
        out.optionalText(placed.channel());
        out.text(placed.customerId());
        out.time(placed.promisedBy());
        out.optionalTime(placed.promisedFrom());
        lines(placed.lines());
    }

    private void damaged(OrderEvent.GoodsDamaged damaged, FactsReader anchors) {
        if (damaged.deliveryId() != null) {
            like(damaged.deliveryId(), anchors);
        }
        if (damaged.line() != null) {
            out.varint(damaged.line());
        }
        if (damaged.quantity() != null) {
            out.quantity(damaged.quantity());
        }
    }

    private void lines(List<OrderLine> lines) {
        out.varint(lines.size());
        int anchorAt = 0;
        int anchorLength = 0;
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            out.varint(line.line());
            out.quantity(line.quantity());
            out.coded(line.sku(), out.array(), anchorAt, anchorLength);
            if (i == 0) {
                anchorLength = out.textLength();
                anchorAt = out.length() - anchorLength;
            }
        }
    }

    private void quantities(List<LineQuantity> lines) {
        out.varint(lines.size());
        for (LineQuantity line : lines) {
            out.varint(line.line());
            out.quantity(line.quantity());
        }
    }

    // The list is append-only, as it says.
    @SuppressWarnings("EnumOrdinal")
    private static int reasonCode(ReturnReason reason) {
        return reason.ordinal();
    }
}
