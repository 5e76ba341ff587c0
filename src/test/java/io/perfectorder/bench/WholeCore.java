package io.perfectorder.bench;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.SubjectTable;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.Judge;
import io.perfectorder.core.verdict.LiveOrder;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The whole core as the monitor runs it, on one thread: events in, facts, verdicts, the cube; and four times a second of wall time the
 * windows slide to the newest event and all levels are read.
 */
public final class WholeCore {
    private static final Verdict WAITING = new Verdict.Waiting();
    private static final long SNAPSHOT_NANOS = Duration.ofMillis(250).toNanos();

    /** The clock is asked once in so many events. */
    private static final int EVENTS_A_LOOK = 512;

    private final SubjectTable<LiveOrder> orders = new SubjectTable<>(0x5EED);
    private final ServiceLevelCube cube = new ServiceLevelCube();
    private final Judge judge;
    private long newestMinute = Long.MIN_VALUE;
    private long lastSnapshot = System.nanoTime();
    private int taken;
    private long levelsRead;

    public WholeCore(GraceByTier grace) {
        judge = new Judge(grace);
    }

    public void take(OrderEvent event) {
        String subject = event.header().subject();
        LiveOrder known = orders.get(subject);
        if (known == null) {
            LiveOrder order = new LiveOrder();
            judge.add(order, event);
            orders.put(subject, order);
            cube.apply(new VerdictChange(subject, WAITING, judge.verdict(order)));
        } else {
            Verdict before = judge.verdict(known);
            if (judge.add(known, event)) {
                cube.apply(new VerdictChange(subject, before, judge.verdict(known)));
            }
        }
        newestMinute = Math.max(newestMinute, Panes.lastMinuteOf(event.header().time()));
        if (++taken % EVENTS_A_LOOK == 0 && System.nanoTime() - lastSnapshot >= SNAPSHOT_NANOS) {
            lastSnapshot = System.nanoTime();
            cube.slideTo(newestMinute);
            levelsRead += cube.levels().size();
        }
    }

    /** The cube, slid to the minute. */
    public ServiceLevelCube cubeAt(long minute) {
        cube.slideTo(minute);
        return cube;
    }

    /** Some number that depends on all that was done. */
    long work() {
        return cube.asOfMinute() + levelsRead + orders.size();
    }

    SubjectTable<LiveOrder> orders() {
        return orders;
    }

    @Nullable
    LiveOrder order(String subject) {
        return orders.get(subject);
    }
}
