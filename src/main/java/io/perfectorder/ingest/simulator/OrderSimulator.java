package io.perfectorder.ingest.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Iterator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * An endless stream of CloudEvents in order of sending: the same seed, start and rate give the same lines. It reads no
 * clock. An order's whole life is drawn when it arrives and waits in a queue. Above 100 events a second lives and
 * promises are shortened in proportion, so that the queue stays small. Not safe for use by several threads at once.
 */
public final class OrderSimulator implements Iterator<SimulatedEvent> {
    static final double FULL_LENGTH_RATE = 100;
    static final double EVENTS_PER_ORDER = 3.63;

    private final PriorityQueue<Pending> queue =
            new PriorityQueue<>(Comparator.comparing(Pending::sendAt).thenComparingLong(Pending::sequence));
    private final SplittableRandom random;
    private final SimulatedWorld world;
    private final ArrivalRate rate;
    private final String run;
    private Instant nextArrival;
    private long orders;
    private long events;
    private long sequence;

    /** Starts by registering the customers at {@code start}, whose milliseconds are a part of every id. */
    public OrderSimulator(long seed, Instant start, ArrivalRate rate) {
        this.random = new SplittableRandom(seed);
        this.world = new SimulatedWorld(seed);
        this.rate = rate;
        Instant first = Instant.ofEpochMilli(start.toEpochMilli());
        this.run = Long.toString(first.toEpochMilli(), 36);
        this.nextArrival = first.plusMillis(1);
        for (SimulatedWorld.Customer customer : world.customers()) {
            JsonText data = new JsonText()
                    .put("name", customer.name())
                    .put("tier", customer.tier().label())
                    .put("region", customer.region());
            String json = envelope("/sim/crm", nextEventId(), "customer.registered", customer.id(), first, data.end());
            schedule(first, json);
        }
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public SimulatedEvent next() {
        while (true) {
            Pending head = queue.peek();
            if (head != null && !head.sendAt().isAfter(nextArrival)) {
                queue.remove();
                return new SimulatedEvent(head.sendAt(), head.json());
            }
            arrive();
        }
    }

    private void arrive() {
        Instant at = nextArrival;
        double eventsPerSecond = rate.at(at);
        double scale = Math.min(1, FULL_LENGTH_RATE / eventsPerSecond);
        orders++;
        String orderId = "O-" + run + "-" + orders;
        new OrderLife(this, world, random.split(), orderId, at, scale).play();
        double perSecond = eventsPerSecond / EVENTS_PER_ORDER * rhythm(at);
        double gap = -Math.log(1 - random.nextDouble()) / perSecond;
        nextArrival = at.plusNanos((long) (gap * 1e9));
    }

    /** Around 1 over the day: quiet at 02:00 UTC, busy at 14:00. */
    private static double rhythm(Instant at) {
        double hour = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
        return 1 + 0.4 * Math.cos((hour - 14) / 24 * 2 * Math.PI);
    }

    String nextEventId() {
        events++;
        return run + "-" + events;
    }

    void schedule(Instant sendAt, String json) {
        queue.add(new Pending(sendAt, sequence++, json));
    }

    /** Sends one event of a life after its delay, and at times once more. */
    void send(String source, String id, String type, String subject, Instant time, String data, Delay delay) {
        String json = envelope(source, id, type, subject, time, data);
        schedule(time.plus(delay.first()), json);
        if (!delay.again().isZero()) {
            schedule(time.plus(delay.first()).plus(delay.again()), json);
        }
    }

    private static String envelope(String source, String id, String type, String subject, Instant time, String data) {
        return new JsonText()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", source)
                .put("type", type)
                .put("subject", subject)
                .put("time", time)
                .raw("data", data)
                .end();
    }

    /** How long after its time an event is sent, and how long after that again (zero: never). */
    record Delay(Duration first, Duration again) {}

    private record Pending(Instant sendAt, long sequence, String json) {}
}
