package io.perfectorder.testing;

import io.perfectorder.core.order.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The seeded workload that every benchmark and load test shares. At scale 1: 2 million orders of 200,000 customers, about 9 million
 * events, 4 tiers × 8 regions × 20 distribution centres × 12 carriers, 30 days of event time; 5 % of the events come minutes late,
 * 1 % hours late, 0.5 % twice; some are corrections, retractions and complaints. Streams in order of sending, in memory that
 * does not depend on the scale.
 */
public final class Workload {
    /** The first event's time. */
    public static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    /** The orders are placed within this. */
    public static final Duration LENGTH = Duration.ofDays(30);

    /** A whole minute after every deadline and every event. */
    public static final Instant END = START.plus(Duration.ofDays(36));

    /** A window that holds every deadline when it ends at {@link #END}, in minutes. */
    public static final long WINDOW_MINUTES = Duration.ofDays(37).toMinutes();

    static final int ORDERS = 2_000_000;
    private static final int CUSTOMERS = 200_000;

    private final long seed;
    private final long orders;
    private final int customers;

    /** {@code scale} multiplies orders and customers: 1 for the whole workload, 0.01 for 20,000 orders. */
    public Workload(long seed, double scale) {
        if (!(scale > 0 && scale <= 100)) {
            throw new IllegalArgumentException("scale is " + scale + "; allowed: above 0, at most 100");
        }
        this.seed = seed;
        this.orders = Math.max(1, Math.round(ORDERS * scale));
        this.customers = (int) Math.max(1, Math.round(CUSTOMERS * scale));
    }

    public long orders() {
        return orders;
    }

    /** Every line in order of sending, duplicates included. */
    public Stream<Line> lines() {
        Iterable<Line> sending = Sending::new;
        return StreamSupport.stream(sending.spliterator(), false);
    }

    /** What a slow oracle counts when every line was taken once. Takes about 20 µs an order. */
    public WorkloadCounts expected() {
        return WorkloadCounts.of(this);
    }

    /** The lines of the order with this number, from 0, in no particular order, duplicates included. */
    List<Line> linesOf(long number) {
        return new WorkloadOrder(seed, number, placedAt(number), customers).lines();
    }

    /** Orders come at an even pace. */
    private Instant placedAt(long number) {
        return START.plusMillis(LENGTH.toMillis() * number / orders);
    }

    /** One line: when it is sent, the event, and whether the same was sent before. */
    public record Line(Instant sentAt, OrderEvent event, boolean duplicate) {
        /** The structured CloudEvent on one line. */
        public String json() {
            return EventJson.of(event);
        }
    }

    /** Merges the lives of the orders that are under way. */
    private final class Sending implements Iterator<Line> {
        private record Waiting(Line line, long sequence) {}

        private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(
                Comparator.comparing((Waiting w) -> w.line().sentAt()).thenComparingLong(Waiting::sequence));
        private long nextOrder;
        private long sequence;

        @Override
        public boolean hasNext() {
            return nextOrder < orders || !waiting.isEmpty();
        }

        @Override
        public Line next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            while (nextOrder < orders && (waiting.isEmpty() || !sentBefore(placedAt(nextOrder)))) {
                linesOf(nextOrder++).forEach(line -> waiting.add(new Waiting(line, sequence++)));
            }
            return waiting.remove().line();
        }

        private boolean sentBefore(Instant instant) {
            return waiting.element().line().sentAt().isBefore(instant);
        }
    }
}
