package io.perfectorder.engines;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as users of the engines hold it: one flat class with public fields, of which most are empty. Times are milliseconds. */
public final class OrderMessage implements Serializable {
    private static final long serialVersionUID = 1;

    /** What happened. Estimates and resolved complaints change no count and are {@code OTHER}. */
    public enum Type {
        PLACED,
        AMENDED,
        CANCELLED,
        DISPATCHED,
        DELIVERED,
        DAMAGED,
        RETURNED,
        DISPUTED,
        COMPLAINED,
        RETRACTED,
        OTHER
    }

    public Type type = Type.OTHER;
    public String orderId = "";
    public String source = "";
    public String id = "";
    public long time;
    public @Nullable String tier;
    public @Nullable String region;
    public @Nullable String centre;
    public @Nullable String carrier;
    public @Nullable String deliveryId;
    public @Nullable String reason;
    public @Nullable String retractedSource;
    public @Nullable String retractedId;

    /** 0 when it was not sent. */
    public long promisedFrom;

    public long promisedBy;
    public boolean byCustomer;
    public int[] lines = {};
    public long[] quantities = {};

    /** For serializers. */
    public OrderMessage() {}

    static OrderMessage of(OrderEvent event) {
        OrderMessage message = new OrderMessage();
        EventHeader header = event.header();
        message.orderId = header.subject();
        message.source = header.identity().source();
        message.id = header.identity().id();
        message.time = header.time().toEpochMilli();
        message.take(event);
        return message;
    }

    public String getOrderId() {
        return orderId;
    }

    boolean is(String otherSource, String otherId) {
        return id.equals(otherId) && source.equals(otherSource);
    }

    /** By (time, source, id). */
    boolean isBefore(OrderMessage other) {
        if (time != other.time) {
            return time < other.time;
        }
        int bySource = source.compareTo(other.source);
        return bySource != 0 ? bySource < 0 : id.compareTo(other.id) < 0;
    }

    private void take(OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed e -> placed(e);
            case OrderEvent.Amended e -> {
                type = Type.AMENDED;
                byCustomer = e.agreedBy() == Party.CUSTOMER;
                promisedFrom = millis(e.promisedFrom());
                promisedBy = millis(e.promisedBy());
                ordered(e.lines() == null ? List.of() : e.lines());
            }
            case OrderEvent.Cancelled e -> {
                type = Type.CANCELLED;
                byCustomer = e.by() == Party.CUSTOMER;
            }
            case OrderEvent.Dispatched e -> {
                type = Type.DISPATCHED;
                carrier = e.carrier();
                centre = e.distributionCentre();
            }
            case OrderEvent.Delivered e -> {
                type = Type.DELIVERED;
                deliveryId = e.deliveryId();
                carrier = e.carrier();
                quantities(e.lines());
            }
            case OrderEvent.GoodsDamaged _ -> type = Type.DAMAGED;
            case OrderEvent.GoodsReturned e -> {
                type = Type.RETURNED;
                reason = e.reason().name();
                quantities(e.lines());
            }
            case OrderEvent.DocumentDisputed _ -> type = Type.DISPUTED;
            case OrderEvent.ComplaintOpened _ -> type = Type.COMPLAINED;
            case OrderEvent.Retracted e -> {
                type = Type.RETRACTED;
                retractedSource = e.retracted().source();
                retractedId = e.retracted().id();
            }
            case OrderEvent.Estimated _, OrderEvent.ComplaintResolved _, OrderEvent.CustomerRegistered _ -> {}
        }
    }

    private void placed(OrderEvent.Placed placed) {
        type = Type.PLACED;
        tier = placed.tier();
        region = placed.region();
        centre = placed.distributionCentre();
        carrier = placed.carrier();
        promisedFrom = millis(placed.promisedFrom());
        promisedBy = millis(placed.promisedBy());
        ordered(placed.lines());
    }

    private void ordered(List<OrderLine> ordered) {
        lines = ordered.stream().mapToInt(OrderLine::line).toArray();
        quantities = ordered.stream()
                .mapToLong(line -> line.quantity().thousandths())
                .toArray();
    }

    private void quantities(List<LineQuantity> accepted) {
        lines = accepted.stream().mapToInt(LineQuantity::line).toArray();
        quantities = accepted.stream()
                .mapToLong(line -> line.quantity().thousandths())
                .toArray();
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }
}
