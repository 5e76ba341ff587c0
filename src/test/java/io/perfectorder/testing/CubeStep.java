package io.perfectorder.testing;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Something that happens to a cube: an order gets another verdict, or time moves. */
public sealed interface CubeStep {
    record Judged(String orderId, Verdict verdict) implements CubeStep {}

    record Slid(long toMinute) implements CubeStep {}

    /** The minute at which generated steps begin, near midnight so that slices of every length end soon. */
    long START = Panes.lastMinuteOf(Instant.parse("2026-11-22T23:50:00Z"));

    /**
     * Steps over few orders and values, with deadlines around the edges of windows and slices, and time that mostly moves by a minute, at
     * times by days or back by hours, never back by more than a day from where it was.
     */
    static List<CubeStep> generate(long seed) {
        Random random = new Random(seed);
        List<CubeStep> steps = new ArrayList<>();
        long now = START;
        long most = START;
        int size = 1 + random.nextInt(60);
        for (int i = 0; i < size; i++) {
            if (random.nextInt(3) == 0) {
                now = Math.max(most - Duration.ofDays(1).toMinutes(), now + slide(random));
                most = Math.max(most, now);
                steps.add(new Slid(now));
            } else {
                steps.add(new Judged("o" + random.nextInt(12), verdict(random, now)));
            }
        }
        steps.add(new Slid(now));
        return steps;
    }

    private static long slide(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> -random.nextInt(600);
            case 1 -> random.nextInt(100_000);
            case 2, 3 -> random.nextInt(3_000);
            case 4, 5 -> random.nextInt(70);
            default -> 1;
        };
    }

    private static Verdict verdict(Random random, long now) {
        if (random.nextInt(6) == 0) {
            return new Verdict.Waiting();
        }
        long[] edges = {0, 15, 30, 60, 120, 1440, 2880, 10_080, 20_160, 43_200, 86_400, 87_840, -5, -3_000};
        long minute = now - edges[random.nextInt(edges.length)] + random.nextInt(-1, 2);
        Instant deadline = Panes.instantOf(minute).plusNanos(random.nextInt(3) - 1);
        int met = random.nextInt(256);
        Dimensions dimensions = new Dimensions(
                "t" + random.nextInt(2),
                "r" + random.nextInt(2),
                "d" + random.nextInt(2),
                "c" + random.nextInt(3),
                "customer",
                "h" + random.nextInt(2));
        return random.nextInt(9) == 0
                ? new Verdict.Withdrawn(deadline, dimensions)
                : new Verdict.Judged(deadline, dimensions, met);
    }
}
