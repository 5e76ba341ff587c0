package io.perfectorder.dashboard.live;

import io.perfectorder.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Events a second from the growing count of snapshots, over a sliding span of wall time. For one thread at a time. */
final class EventRate {
    private static final Duration SPAN = Duration.ofSeconds(5);

    private record Point(Instant takenAt, long accepted) {}

    private final ArrayDeque<Point> points = new ArrayDeque<>();

    /** The rate up to this snapshot; 0 for the first, and after a count that fell, which is another monitor's. */
    double after(Snapshot snapshot) {
        if (!points.isEmpty() && snapshot.accepted() < points.getLast().accepted()) {
            points.clear();
        }
        points.add(new Point(snapshot.takenAt(), snapshot.accepted()));
        Instant from = snapshot.takenAt().minus(SPAN);
        while (points.size() > 2 && points.getFirst().takenAt().isBefore(from)) {
            points.removeFirst();
        }
        Point first = points.getFirst();
        double seconds = Duration.between(first.takenAt(), snapshot.takenAt()).toNanos() / 1e9;
        return seconds <= 0 ? 0 : (snapshot.accepted() - first.accepted()) / seconds;
    }
}
