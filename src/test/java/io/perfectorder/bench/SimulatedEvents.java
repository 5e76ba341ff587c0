package io.perfectorder.bench;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import io.perfectorder.ingest.simulator.ArrivalRate;
import io.perfectorder.ingest.simulator.OrderSimulator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The events of the simulator in the order of sending, read without the product's decoder; tiers are resolved. */
final class SimulatedEvents {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, String> tiers = new HashMap<>();
    private final List<OrderEvent> events = new ArrayList<>();

    private SimulatedEvents() {}

    /** Events about orders, so many; the same for the same seed and rate. Duplicates are among them, registrations are not. */
    static List<OrderEvent> of(long seed, double eventsPerSecond, int count) {
        SimulatedEvents reader = new SimulatedEvents();
        OrderSimulator simulator =
                new OrderSimulator(seed, Instant.parse("2026-11-01T00:00:00Z"), ArrivalRate.constant(eventsPerSecond));
        while (reader.events.size() < count) {
            reader.read(simulator.next().json());
        }
        return reader.events;
    }

    private void read(String line) {
        JsonNode event = json.readTree(line);
        JsonNode data = event.get("data");
        EventHeader header = new EventHeader(
                new EventIdentity(text(event, "source"), text(event, "id")),
                text(event, "subject"),
                Instant.parse(text(event, "time")));
        switch (text(event, "type")) {
            case "customer.registered" -> tiers.put(header.subject(), text(data, "tier"));
            case "order.placed" -> events.add(placed(header, data));
            case "order.amended" ->
                events.add(new OrderEvent.Amended(
                        header, time(data, "promisedFrom"), time(data, "promisedBy"), null, party(data, "agreedBy")));
            case "order.cancelled" -> events.add(new OrderEvent.Cancelled(header, party(data, "by")));
            case "delivery.dispatched" ->
                events.add(new OrderEvent.Dispatched(
                        header,
                        text(data, "deliveryId"),
                        optional(data, "carrier"),
                        optional(data, "distributionCentre"),
                        time(data, "estimatedArrival")));
            case "delivery.estimated" ->
                events.add(new OrderEvent.Estimated(
                        header, text(data, "deliveryId"), Instant.parse(text(data, "estimatedArrival"))));
            case "delivery.completed" ->
                events.add(new OrderEvent.Delivered(
                        header, text(data, "deliveryId"), quantities(data), optional(data, "carrier")));
            case "goods.damaged" ->
                events.add(new OrderEvent.GoodsDamaged(
                        header, null, data.get("line").asInt(), quantity(data.get("quantity"))));
            case "goods.returned" ->
                events.add(new OrderEvent.GoodsReturned(
                        header,
                        null,
                        quantities(data),
                        ReturnReason.valueOf(
                                text(data, "reason").replace('-', '_').toUpperCase(Locale.ROOT))));
            case "document.disputed" -> events.add(new OrderEvent.DocumentDisputed(header, text(data, "document")));
            case "complaint.opened" ->
                events.add(new OrderEvent.ComplaintOpened(header, text(data, "complaintId"), text(data, "category")));
            case "complaint.resolved" ->
                events.add(new OrderEvent.ComplaintResolved(header, text(data, "complaintId")));
            case "event.retracted" ->
                events.add(new OrderEvent.Retracted(
                        header, new EventIdentity(text(data, "retractedSource"), text(data, "retractedId"))));
            default -> throw new IllegalStateException(line);
        }
    }

    private OrderEvent placed(EventHeader header, JsonNode data) {
        List<OrderLine> lines = new ArrayList<>();
        data.get("lines")
                .forEach(line -> lines.add(
                        new OrderLine(line.get("line").asInt(), text(line, "sku"), quantity(line.get("quantity")))));
        String customer = text(data, "customerId");
        return new OrderEvent.Placed(
                header,
                customer,
                data.has("tier") ? text(data, "tier") : tiers.getOrDefault(customer, "unassigned"),
                optional(data, "region"),
                optional(data, "distributionCentre"),
                optional(data, "carrier"),
                optional(data, "channel"),
                time(data, "promisedFrom"),
                Instant.parse(text(data, "promisedBy")),
                lines);
    }

    private static List<LineQuantity> quantities(JsonNode data) {
        List<LineQuantity> lines = new ArrayList<>();
        data.get("lines")
                .forEach(line -> lines.add(new LineQuantity(line.get("line").asInt(), quantity(line.get("quantity")))));
        return lines;
    }

    private static Quantity quantity(JsonNode number) {
        return new Quantity(new BigDecimal(number.toString()).movePointRight(3).longValueExact());
    }

    private static Party party(JsonNode data, String field) {
        return Party.valueOf(text(data, field).toUpperCase(Locale.ROOT));
    }

    private static @Nullable Instant time(JsonNode data, String field) {
        return data.has(field) ? Instant.parse(text(data, field)) : null;
    }

    private static @Nullable String optional(JsonNode data, String field) {
        return data.has(field) ? text(data, field) : null;
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }
}
