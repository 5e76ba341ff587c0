package io.perfectorder.testing;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an event as the structured CloudEvent a producer would send, on one line. Ids and names need no escapes but quotes. */
public final class EventJson {
    private final StringBuilder text = new StringBuilder(400).append("{\"specversion\":\"1.0\"");

    private EventJson() {}

    /** The event on one line, without the line's end. */
    public static String of(OrderEvent event) {
        EventJson json = new EventJson();
        EventHeader header = event.header();
        json.put("id", header.identity().id())
                .put("source", header.identity().source())
                .put("type", typeOf(event))
                .put("subject", header.subject())
                .put("time", header.time());
        json.text.append(",\"data\":{");
        json.data(event);
        return json.text.append("}}").toString();
    }

    private void data(OrderEvent event) {
        switch (event) {
            case OrderEvent.Placed e ->
                put("customerId", e.customerId())
                        .put("tier", e.tier())
                        .put("region", e.region())
                        .put("distributionCentre", e.distributionCentre())
                        .put("carrier", e.carrier())
                        .put("channel", e.channel())
                        .put("promisedFrom", e.promisedFrom())
                        .put("promisedBy", e.promisedBy())
                        .ordered(e.lines());
            case OrderEvent.Amended e ->
                put("promisedFrom", e.promisedFrom())
                        .put("promisedBy", e.promisedBy())
                        .ordered(e.lines())
                        .put("agreedBy", party(e.agreedBy()));
            case OrderEvent.Cancelled e -> put("by", party(e.by()));
            case OrderEvent.Dispatched e ->
                put("deliveryId", e.deliveryId())
                        .put("carrier", e.carrier())
                        .put("distributionCentre", e.distributionCentre())
                        .put("estimatedArrival", e.estimatedArrival());
            case OrderEvent.Estimated e ->
                put("deliveryId", e.deliveryId()).put("estimatedArrival", e.estimatedArrival());
            case OrderEvent.Delivered e ->
                put("deliveryId", e.deliveryId()).delivered(e.lines()).put("carrier", e.carrier());
            case OrderEvent.GoodsDamaged e ->
                put("deliveryId", e.deliveryId()).raw("line", e.line()).raw("quantity", e.quantity());
            case OrderEvent.GoodsReturned e ->
                put("deliveryId", e.deliveryId())
                        .delivered(e.lines())
                        .put(
                                "reason",
                                e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            case OrderEvent.DocumentDisputed e -> put("document", e.document());
            case OrderEvent.ComplaintOpened e ->
                put("complaintId", e.complaintId()).put("category", e.category());
            case OrderEvent.ComplaintResolved e -> put("complaintId", e.complaintId());
            case OrderEvent.CustomerRegistered e ->
                put("name", e.name()).put("tier", e.tier()).put("region", e.region());
            case OrderEvent.Retracted e ->
                put("retractedSource", e.retracted().source())
                        .put("retractedId", e.retracted().id());
        }
    }

    private static String typeOf(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed _ -> "order.placed";
            case OrderEvent.Amended _ -> "order.amended";
            case OrderEvent.Cancelled _ -> "order.cancelled";
            case OrderEvent.Dispatched _ -> "delivery.dispatched";
            case OrderEvent.Estimated _ -> "delivery.estimated";
            case OrderEvent.Delivered _ -> "delivery.completed";
            case OrderEvent.GoodsDamaged _ -> "goods.damaged";
            case OrderEvent.GoodsReturned _ -> "goods.returned";
            case OrderEvent.DocumentDisputed _ -> "document.disputed";
            case OrderEvent.ComplaintOpened _ -> "complaint.opened";
            case OrderEvent.ComplaintResolved _ -> "complaint.resolved";
            case OrderEvent.CustomerRegistered _ -> "customer.registered";
            case OrderEvent.Retracted _ -> "event.retracted";
        };
    }

    private EventJson ordered(@Nullable List<OrderLine> lines) {
        if (lines == null) {
            return this;
        }
        key("lines").append('[');
        for (OrderLine line : lines) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append("{\"line\":")
                    .append(line.line())
                    .append(",\"sku\":\"")
                    .append(line.sku())
                    .append("\",\"quantity\":")
                    .append(line.quantity())
                    .append('}');
        }
        text.append(']');
        return this;
    }

    private EventJson delivered(List<LineQuantity> lines) {
        key("lines").append('[');
        for (LineQuantity line : lines) {
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",")
                    .append("{\"line\":")
                    .append(line.line())
                    .append(",\"quantity\":")
                    .append(line.quantity())
                    .append('}');
        }
        text.append(']');
        return this;
    }

    private EventJson put(String name, @Nullable String value) {
        if (value != null) {
            key(name).append('"').append(value.replace("\"", "\\\"")).append('"');
        }
        return this;
    }

    private EventJson put(String name, @Nullable Instant value) {
        return put(name, value == null ? null : value.toString());
    }

    private EventJson raw(String name, @Nullable Object value) {
        if (value != null) {
            key(name).append(value);
        }
        return this;
    }

    private StringBuilder key(String name) {
        return text.append(text.charAt(text.length() - 1) == '{' ? "\"" : ",\"")
                .append(name)
                .append("\":");
    }

    private static String party(Party party) {
        return party.name().toLowerCase(Locale.ROOT);
    }
}
