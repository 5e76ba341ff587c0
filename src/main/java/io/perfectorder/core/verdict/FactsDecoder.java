package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.ReturnReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives back the events that {@link FactsWriter} wrote. */
final class FactsDecoder {
    private static final ReturnReason[] REASONS = ReturnReason.values();

    private final FactsReader in;

    private FactsDecoder(FactsReader in) {
        this.in = in;
    }

    static List<OrderEvent> events(byte[] facts) {
        FactsReader in = new FactsReader(facts);
        FactsDecoder decoder = new FactsDecoder(in);
        List<OrderEvent> events = new ArrayList<>();
        String subject = in.subject();
        while (in.next()) {
            events.add(decoder.event(subject));
        }
        return List.copyOf(events);
    }

    private OrderEvent event(String subject) {
        Instant time = in.instant();
        EventHeader header = new EventHeader(in.identity(), subject, time);
        return switch (in.kind()) {
            case PLACED -> placed(header);
            case AMENDED -> amended(header);
            case CANCELLED -> new OrderEvent.Cancelled(header, party());
            case DISPATCHED ->
                new OrderEvent.Dispatched(
                        header,
                        in.like(),
                        text(FactsFormat.HAS_CARRIER),
                        text(FactsFormat.HAS_CENTRE),
                        time(FactsFormat.HAS_ARRIVAL));
            case ESTIMATED -> new OrderEvent.Estimated(header, in.like(), in.instant());
            case DELIVERED -> delivered(header);
            case DAMAGED ->
                new OrderEvent.GoodsDamaged(
                        header,
                        in.has(FactsFormat.HAS_DELIVERY) ? in.like() : null,
                        in.has(FactsFormat.HAS_LINE) ? in.varint() : null,
                        in.has(FactsFormat.HAS_QUANTITY) ? in.quantity() : null);
            case RETURNED ->
                new OrderEvent.GoodsReturned(
                        header, in.has(FactsFormat.HAS_DELIVERY) ? in.like() : null, quantities(), reason(in));
            case DISPUTED -> new OrderEvent.DocumentDisputed(header, in.text());
            case COMPLAINT_OPENED -> new OrderEvent.ComplaintOpened(header, in.like(), in.text());
            case COMPLAINT_RESOLVED -> new OrderEvent.ComplaintResolved(header, in.like());
            case REGISTERED ->
                new OrderEvent.CustomerRegistered(
                        header, in.text(), text(FactsFormat.HAS_TIER), text(FactsFormat.HAS_REGION));
            case RETRACTED -> {
                EventIdentity retracted = in.identity();
                yield new OrderEvent.Retracted(header, retracted);
            }
        };
    }

    /** Why goods came back in the return at hand. */
    static ReturnReason reason(FactsReader in) {
        return REASONS[in.flags() >>> FactsFormat.REASON_SHIFT];
    }

    private OrderEvent placed(EventHeader header) {
        String tier = text(FactsFormat.TIER);
        String region = text(FactsFormat.REGION);
        String centre = text(FactsFormat.CENTRE);
        String carrier = text(FactsFormat.CARRIER);
        String channel = text(FactsFormat.CHANNEL);
        String customer = in.text();
        Instant promisedBy = in.instant();
        Instant promisedFrom = time(FactsFormat.PROMISED_FROM);
        return new OrderEvent.Placed(
                header, customer, tier, region, centre, carrier, channel, promisedFrom, promisedBy, lines());
    }

    private OrderEvent amended(EventHeader header) {
        Instant promisedBy = time(FactsFormat.NEW_BY);
        Instant promisedFrom = time(FactsFormat.NEW_FROM);
        List<OrderLine> lines = in.has(FactsFormat.NEW_LINES) ? lines() : null;
        return new OrderEvent.Amended(header, promisedFrom, promisedBy, lines, party());
    }

    private OrderEvent delivered(EventHeader header) {
        String delivery = in.like();
        String carrier = text(FactsFormat.HAS_CARRIER);
        return new OrderEvent.Delivered(header, delivery, quantities(), carrier);
    }

    private Party party() {
        return in.has(FactsFormat.BY_CUSTOMER) ? Party.CUSTOMER : Party.SUPPLIER;
    }

    private @Nullable String text(int flag) {
        return in.has(flag) ? in.text() : null;
    }

    private @Nullable Instant time(int flag) {
        return in.has(flag) ? in.instant() : null;
    }

    private List<OrderLine> lines() {
        int size = in.varint();
        List<OrderLine> lines = new ArrayList<>(size);
        int anchorAt = 0;
        int anchorLength = 0;
        for (int i = 0; i < size; i++) {
            int number = in.varint();
            var quantity = in.quantity();
            String sku = in.coded(anchorAt, anchorLength);
            if (i == 0) {
                anchorLength = in.textLength();
                anchorAt = in.at() - anchorLength;
            }
            lines.add(new OrderLine(number, sku, quantity));
        }
        return lines;
    }

    private List<LineQuantity> quantities() {
        int size = in.varint();
        List<LineQuantity> lines = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            lines.add(new LineQuantity(in.varint(), in.quantity()));
        }
        return lines;
    }
}
