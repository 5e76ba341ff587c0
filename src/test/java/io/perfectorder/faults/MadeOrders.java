package io.perfectorder.faults;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Orders of three events (placed, dispatched, delivered), made one after the other in constant memory. Every tenth is late; so the
 * right counts follow from the arithmetic alone and no code of the product is asked for them.
 */
public final class MadeOrders {
    static final String QUERY = "/api/service-levels?window=P4000D&by=tier&asOf=2026-01-01T00:00:00Z";

    private static final List<String> TIERS = List.of("gold", "silver", "bronze", "basic");
    static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int EVENTS_PER_ORDER = 3;
    private static final int LATE_EVERY = 10;

    private final String prefix;
    private final String tierPrefix;
    private final long events;
    private final Instant first;

    /** As many events, rounded down to whole orders. Ids and tiers begin with the prefix, so that several makes do not mix. */
    public MadeOrders(String prefix, long events) {
        this(prefix, events, FIRST);
    }

    /** The same, placed from that instant on, one a second. Each is promised a day after. */
    MadeOrders(String prefix, long events, Instant first) {
        this(prefix, prefix, events, first);
    }

    /** The same, with another prefix for the tiers than for the ids. */
    MadeOrders(String prefix, String tierPrefix, long events, Instant first) {
        this.first = first;
        this.tierPrefix = tierPrefix;
        this.prefix = prefix;
        this.events = events / EVENTS_PER_ORDER * EVENTS_PER_ORDER;
    }

    public Stream<String> lines() {
        return LongStream.range(0, events).mapToObj(this::event);
    }

    /** due/on time, of each tier. */
    SortedMap<String, String> expected() {
        var expected = new TreeMap<String, String>();
        for (int tier = 0; tier < TIERS.size(); tier++) {
            int its = tier;
            long due = ordersOf(order -> order % TIERS.size() == its);
            long onTime = ordersOf(order -> order % TIERS.size() == its && order % LATE_EVERY != 0);
            expected.put(tierPrefix + TIERS.get(tier), due + "/" + onTime);
        }
        return expected;
    }

    /** Of all orders together. */
    long due() {
        return events / EVENTS_PER_ORDER;
    }

    /** Of all orders together. */
    long onTime() {
        return ordersOf(order -> order % LATE_EVERY != 0);
    }

    private long ordersOf(LongPredicate which) {
        return LongStream.range(0, events / EVENTS_PER_ORDER).filter(which).count();
    }

    /** due/on time as the monitor tells it, of each group and of all. */
    static SortedMap<String, String> counts(JsonNode levels) {
        var counts = new TreeMap<String, String>();
        levels.path("groups").forEach(group -> counts.put(group.path("key").asString(), count(group)));
        counts.put("total", count(levels.path("total")));
        return counts;
    }

    private static String count(JsonNode tally) {
        return tally.path("due").asLong() + "/" + tally.path("onTime").asLong();
    }

    private String event(long number) {
        long order = number / EVENTS_PER_ORDER;
        var placed = first.plusSeconds(order % 20_000_000);
        var promised = placed.plusSeconds(86_400);
        return switch ((int) (number % EVENTS_PER_ORDER)) {
            case 0 ->
                envelope(order, "order.placed", placed, """
                    {"customerId":"c-%d","tier":"%s","region":"r%d","carrier":"k%d","promisedBy":"%s",\
                    "lines":[{"line":1,"sku":"s-%d","quantity":%d}]}""".formatted(
                                order % 5_000,
                                tierPrefix + TIERS.get((int) (order % TIERS.size())),
                                order % 8,
                                order % 12,
                                promised,
                                order % 900,
                                order % 7 + 1));
            case 1 -> envelope(order, "delivery.dispatched", placed.plusSeconds(600), """
                    {"deliveryId":"d-%d","distributionCentre":"dc%d"}""".formatted(order, order % 20));
            default ->
                envelope(
                        order,
                        "delivery.completed",
                        promised.plusSeconds(order % LATE_EVERY == 0 ? 60 : -60),
                        """
                    {"deliveryId":"d-%d","lines":[{"line":1,"quantity":%d}]}""".formatted(order, order % 7 + 1));
        };
    }

    private String envelope(long order, String type, Instant time, String data) {
        return """
                {"specversion":"1.0","id":"%d/%s","source":"/made/%s","type":"%s","subject":"%so-%d","time":"%s","data":%s}""".formatted(order, type, prefix, type, prefix, order, time, data);
    }
}
