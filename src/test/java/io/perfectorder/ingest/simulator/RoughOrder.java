package io.perfectorder.ingest.simulator;

import static io.perfectorder.ingest.simulator.OrderSimulatorTest.text;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A small reading of the contract, enough to check the rates of the simulation; not the monitor's own judgement. */
final class RoughOrder {
    private final Map<String, JsonNode> deliveries = new HashMap<>();
    private final Set<String> faults = new HashSet<>();
    private final Set<String> retracted = new HashSet<>();
    private @Nullable JsonNode placed;
    private @Nullable Instant amended;
    private boolean withdrawn;

    void add(JsonNode event) {
        JsonNode data = event.get("data");
        switch (text(event, "type")) {
            case "order.placed" -> placed = data;
            case "order.cancelled" -> withdrawn |= text(data, "by").equals("customer");
            case "order.amended" -> {
                if (text(data, "agreedBy").equals("customer")) {
                    amended = Instant.parse(text(data, "promisedBy"));
                }
            }
            case "delivery.completed" ->
                deliveries.merge(text(data, "deliveryId"), event, (a, b) -> time(a).isAfter(time(b)) ? a : b);
            case "goods.damaged", "document.disputed" -> faults.add(text(event, "id"));
            case "goods.returned" -> {
                if (!text(data, "reason").equals("unwanted")) {
                    faults.add(text(event, "id"));
                }
            }
            case "event.retracted" -> retracted.add(text(data, "retractedId"));
            default -> {}
        }
    }

    boolean isDueBefore(Instant instant) {
        return placed != null && !withdrawn && due(placed).isBefore(instant);
    }

    String tier(Map<String, String> customers) {
        JsonNode data = java.util.Objects.requireNonNull(placed);
        return data.has("tier") ? text(data, "tier") : customers.getOrDefault(text(data, "customerId"), "unassigned");
    }

    boolean isPerfect() {
        JsonNode order = java.util.Objects.requireNonNull(placed);
        faults.removeAll(retracted);
        if (deliveries.isEmpty() || !faults.isEmpty()) {
            return false;
        }
        Map<Integer, Integer> open = new HashMap<>();
        order.get("lines")
                .forEach(line ->
                        open.put(line.get("line").asInt(), line.get("quantity").asInt()));
        for (JsonNode delivery : deliveries.values()) {
            if (time(delivery).isAfter(due(order))
                    || order.has("promisedFrom")
                            && time(delivery).isBefore(Instant.parse(text(order, "promisedFrom")))) {
                return false;
            }
            delivery.get("data")
                    .get("lines")
                    .forEach(line -> open.merge(
                            line.get("line").asInt(), -line.get("quantity").asInt(), Integer::sum));
        }
        return open.values().stream().allMatch(quantity -> quantity <= 0);
    }

    private Instant due(JsonNode order) {
        return amended == null ? Instant.parse(text(order, "promisedBy")) : amended;
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(text(event, "time"));
    }
}
