package io.perfectorder.faults;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
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
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final int EVENTS_PER_ORDER = 3;
    private static final int LATE_EVERY = 10;

    private final long events;

    /** As many events, rounded down to whole orders. */
    public MadeOrders(long events) {
        this.events = events / EVENTS_PER_ORDER * EVENTS_PER_ORDER;
    }

    public long events() {
        return events;
    }

    public Stream<String> lines() {
        return LongStream.range(0, events).mapToObj(MadeOrders::event);
    }

    /** The lines as a stream of bytes, made while it is read. */
    public InputStream stream() {
        Iterator<String> lines = lines().iterator();
        return new InputStream() {
            private byte[] current = {};
            private int next;

            @Override
            public int read() {
                return advance() ? current[next++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                int copied = 0;
                while (copied < length && advance()) {
                    int part = Math.min(length - copied, current.length - next);
                    System.arraycopy(current, next, target, offset + copied, part);
                    next += part;
                    copied += part;
                }
                return copied == 0 && length > 0 ? -1 : copied;
            }

            private boolean advance() {
                if (next == current.length && lines.hasNext()) {
                    current = (lines.next() + "\n").getBytes(StandardCharsets.UTF_8);
                    next = 0;
                }
                return next < current.length;
            }
        };
    }

    /** due/on time, of each tier and of all. */
    TreeMap<String, String> expected() {
        var expected = new TreeMap<String, String>();
        long due = 0;
        long onTime = 0;
        for (int tier = 0; tier < TIERS.size(); tier++) {
            int its = tier;
            long dueOfTier = LongStream.range(0, events / EVENTS_PER_ORDER)
                    .filter(order -> order % TIERS.size() == its)
                    .count();
            long onTimeOfTier = LongStream.range(0, events / EVENTS_PER_ORDER)
                    .filter(order -> order % TIERS.size() == its && order % LATE_EVERY != 0)
                    .count();
            expected.put(TIERS.get(tier), dueOfTier + "/" + onTimeOfTier);
            due += dueOfTier;
            onTime += onTimeOfTier;
        }
        expected.put("total", due + "/" + onTime);
        return expected;
    }

    /** due/on time as the monitor tells it, of each group and of all. */
    static TreeMap<String, String> counts(JsonNode levels) {
        var counts = new TreeMap<String, String>();
        levels.path("groups").forEach(group -> counts.put(group.path("key").asString(), count(group)));
        counts.put("total", count(levels.path("total")));
        return counts;
    }

    private static String count(JsonNode tally) {
        return tally.path("due").asLong() + "/" + tally.path("onTime").asLong();
    }

    private static String event(long number) {
        long order = number / EVENTS_PER_ORDER;
        var placed = FIRST.plusSeconds(order % 20_000_000);
        var promised = placed.plusSeconds(86_400);
        return switch ((int) (number % EVENTS_PER_ORDER)) {
            case 0 ->
                envelope(order, "order.placed", placed, """
                    {"customerId":"c-%d","tier":"%s","region":"r%d","carrier":"k%d","promisedBy":"%s",\
                    "lines":[{"line":1,"sku":"s-%d","quantity":%d}]}""".formatted(
                                order % 5_000,
                                TIERS.get((int) (order % 4)),
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

    private static String envelope(long order, String type, Instant time, String data) {
        return """
                {"specversion":"1.0","id":"%d/%s","source":"/made","type":"%s","subject":"o-%d","time":"%s","data":%s}""".formatted(order, type, type, order, time, data);
    }
}
