package io.perfectorder.dashboard.orders;

import io.perfectorder.core.verdict.Explanation;
import io.perfectorder.dashboard.orders.OrderModel.Band;
import io.perfectorder.dashboard.orders.OrderModel.EventRow;
import io.perfectorder.dashboard.orders.OrderModel.Point;
import io.perfectorder.dashboard.orders.OrderModel.Tick;
import io.perfectorder.dashboard.orders.OrderModel.TimeLine;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.pipeline.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays the events of an order out on one line, with the promised window and the deadline. */
final class TimeLines {
    /** Room at both ends, as a share of what is shown. */
    private static final double MARGIN = 0.04;

    /** Two marks closer than this, in percent, go into different lanes. */
    private static final double NEAR = 2.6;

    private static final int MOST_LANES = 6;
    private static final int TICKS = 4;

    private TimeLines() {}

    static Optional<TimeLine> of(
            List<StoredEvent> events,
            List<EventRow> rows,
            Optional<Explanation> told,
            ViewerFormat format,
            Words words) {
        List<Instant> times = Stream.concat(
                        events.stream().map(stored -> stored.event().header().time()),
                        told.stream().flatMap(TimeLines::instants))
                .sorted()
                .toList();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        double shown = Math.max(60, seconds(times.getFirst(), times.getLast()));
        double from = -shown * MARGIN;
        double length = shown * (1 + 2 * MARGIN);
        Instant first = times.getFirst();
        List<Point> points = new ArrayList<>();
        double[] last = new double[MOST_LANES];
        java.util.Arrays.fill(last, -NEAR);
        int lanes = 1;
        for (int i = 0; i < events.size(); i++) {
            double place = place(first, events.get(i).event().header().time(), from, length);
            int lane = 0;
            while (lane < MOST_LANES - 1 && place - last[lane] < NEAR) {
                lane++;
            }
            last[lane] = place;
            lanes = Math.max(lanes, lane + 1);
            EventRow row = rows.get(i);
            points.add(new Point(place, lane, row.number(), row.tone(), row.type() + " · " + row.time()));
        }
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i <= TICKS; i++) {
            Instant at = first.plusSeconds((long) (from + length * i / TICKS));
            ticks.add(new Tick(100.0 * i / TICKS, format.minute(at)));
        }
        return Optional.of(new TimeLine(
                ticks,
                told.map(t -> band(t, first, from, length, words)),
                told.map(t -> new Tick(place(first, t.deadline(), from, length), words.say("order.deadline"))),
                points,
                lanes));
    }

    private static Stream<Instant> instants(Explanation told) {
        return Stream.concat(told.promisedFrom().stream(), Stream.of(told.promisedBy(), told.deadline()));
    }

    /** From the promised beginning, or from the beginning of the line, to what was promised. */
    private static Band band(Explanation told, Instant first, double from, double length, Words words) {
        double opens = told.promisedFrom()
                .map(promised -> place(first, promised, from, length))
                .orElse(0.0);
        return new Band(opens, place(first, told.promisedBy(), from, length), words.say("order.promised"));
    }

    private static double place(Instant first, Instant at, double from, double length) {
        return Math.clamp(100 * (seconds(first, at) - from) / length, 0, 100);
    }

    private static double seconds(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.getSeconds() + between.getNano() / 1e9;
    }
}
