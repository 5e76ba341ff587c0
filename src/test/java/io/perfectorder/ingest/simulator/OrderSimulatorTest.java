package io.perfectorder.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

final class OrderSimulatorTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int MANY = 60_000;

    @Test
    void the_same_seed_gives_the_same_events() {
        assertThat(take(42, START, 20, 5_000)).isEqualTo(take(42, START, 20, 5_000));
        assertThat(take(42, START, 20, 5_000)).isNotEqualTo(take(43, START, 20, 5_000));
    }

    @Test
    void another_start_shares_no_identity() {
        Set<String> ids = identities(take(42, START, 20, 5_000));
        assertThat(identities(take(42, START.plusMillis(1), 20, 5_000))).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void every_line_is_a_complete_event_in_order_of_sending_and_not_from_the_future() {
        for (double rate : new double[] {20, 100_000}) {
            Instant last = START;
            for (SimulatedEvent event : take(7, START, rate, MANY)) {
                JsonNode node = JSON.readTree(event.json());
                assertThat(event.json()).doesNotContain("\n");
                assertThat(event.sendAt()).isAfterOrEqualTo(last);
                assertThat(Instant.parse(text(node, "time"))).isBeforeOrEqualTo(event.sendAt());
                assertThat(text(node, "specversion")).isEqualTo("1.0");
                for (String name : List.of("id", "source", "type", "subject")) {
                    assertThat(text(node, name)).isNotBlank();
                }
                JsonNode data = node.get("data");
                if (data.has("promisedFrom")) {
                    assertThat(Instant.parse(text(data, "promisedFrom")))
                            .isBefore(Instant.parse(text(data, "promisedBy")));
                }
                if (data.has("lines")) {
                    assertThat(data.get("lines").size()).isPositive();
                }
                last = event.sendAt();
            }
        }
    }

    @Test
    void every_type_comes_and_deliveries_keep_up_with_orders() {
        Map<String, Integer> types = new HashMap<>();
        for (SimulatedEvent event : take(42, START, 20, MANY * 3)) {
            types.merge(text(JSON.readTree(event.json()), "type"), 1, Integer::sum);
        }
        assertThat(types.keySet())
                .containsExactlyInAnyOrder(
                        "order.placed",
                        "order.amended",
                        "order.cancelled",
                        "delivery.dispatched",
                        "delivery.estimated",
                        "delivery.completed",
                        "goods.damaged",
                        "goods.returned",
                        "document.disputed",
                        "complaint.opened",
                        "complaint.resolved",
                        "customer.registered",
                        "event.retracted");
        double placed = count(types, "order.placed");
        assertThat(count(types, "delivery.completed") / placed).isBetween(0.9, 1.3);
        assertThat(count(types, "complaint.opened") / placed).isBetween(0.02, 0.1);
        assertThat(count(types, "order.cancelled") / placed).isBetween(0.005, 0.03);
        assertThat(count(types, "customer.registered")).isEqualTo(SimulatedWorld.CUSTOMERS);
    }

    @Test
    void duplicates_and_late_events_are_few_but_present() {
        List<SimulatedEvent> events = take(42, START, 20, MANY);
        Set<String> lines = new HashSet<>();
        int late = 0;
        for (SimulatedEvent event : events) {
            lines.add(event.json());
            Instant time = Instant.parse(text(JSON.readTree(event.json()), "time"));
            late += Duration.between(time, event.sendAt()).toSeconds() > 60 ? 1 : 0;
        }
        assertThat(1 - lines.size() / (double) MANY).isBetween(0.002, 0.01);
        assertThat(late / (double) MANY).isBetween(0.01, 0.04);
    }

    @Test
    void the_rate_over_a_day_is_the_rate_asked_for() {
        OrderSimulator simulator = new OrderSimulator(42, START, ArrivalRate.constant(5));
        long events = 0;
        Instant from = START.plus(Duration.ofHours(6));
        Instant to = from.plus(Duration.ofDays(1));
        for (SimulatedEvent event = simulator.next(); event.sendAt().isBefore(to); event = simulator.next()) {
            events += event.sendAt().isBefore(from) ? 0 : 1;
        }
        assertThat(events / 86_400.0).isCloseTo(5, within(0.3));
    }

    @Test
    void perfect_rates_differ_by_tier_as_meant() {
        Map<String, RoughOrder> orders = new HashMap<>();
        Map<String, String> tiers = new HashMap<>();
        Instant last = START;
        for (SimulatedEvent event : take(42, START, 1.5, 150_000)) {
            JsonNode node = JSON.readTree(event.json());
            if (text(node, "type").equals("customer.registered")) {
                tiers.put(text(node, "subject"), text(node.get("data"), "tier"));
            } else {
                orders.computeIfAbsent(text(node, "subject"), id -> new RoughOrder())
                        .add(node);
            }
            last = event.sendAt();
        }
        Map<String, int[]> counts = new HashMap<>();
        Instant settled = last.minus(Duration.ofHours(6));
        orders.values().stream().filter(order -> order.isDueBefore(settled)).forEach(order -> {
            int[] count = counts.computeIfAbsent(order.tier(tiers), tier -> new int[2]);
            count[0] += order.isPerfect() ? 1 : 0;
            count[1]++;
        });
        Map<String, Double> rates = new HashMap<>();
        counts.forEach((tier, count) -> rates.put(tier, count[0] / (double) count[1]));
        assertThat(rates.get("platinum")).describedAs("%s", rates).isBetween(0.91, 0.95);
        assertThat(rates.get("gold")).isBetween(0.885, rates.get("platinum"));
        assertThat(rates.get("silver")).isBetween(0.86, rates.get("gold"));
        assertThat(rates.get("bronze")).isBetween(0.83, rates.get("silver"));
    }

    @Test
    void a_file_holds_the_number_of_lines_asked_for(@TempDir Path folder) throws Exception {
        Path plain = folder.resolve("events.ndjson");
        SimulatorFile.write(plain, 42, 1_000, START, 20);
        assertThat(Files.readAllLines(plain)).hasSize(1_000);
        Path zipped = folder.resolve("events.ndjson.gz");
        SimulatorFile.write(zipped, 42, 1_000, START, 20);
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(zipped))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
        }
    }

    private static List<SimulatedEvent> take(long seed, Instant start, double rate, int events) {
        OrderSimulator simulator = new OrderSimulator(seed, start, ArrivalRate.constant(rate));
        List<SimulatedEvent> taken = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            taken.add(simulator.next());
        }
        return taken;
    }

    private static Set<String> identities(List<SimulatedEvent> events) {
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(text(JSON.readTree(event.json()), "id")));
        return ids;
    }

    private static double count(Map<String, Integer> types, String type) {
        return types.getOrDefault(type, 0);
    }

    static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }
}
