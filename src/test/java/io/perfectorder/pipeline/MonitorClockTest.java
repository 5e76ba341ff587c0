package io.perfectorder.pipeline;

import static io.perfectorder.pipeline.MonitorLoopTest.NOW;
import static io.perfectorder.pipeline.MonitorLoopTest.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.verdict.GraceByTier;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What the loop takes for now, and what becomes of its numbers when that is set or is another clock. */
class MonitorClockTest {
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryStore store = new InMemoryStore();

    @Test
    void eventTimeClock_isTheGreatestAcceptedEventTime() {
        MonitorPolicy policy = new MonitorPolicy(GraceByTier.NONE, "", true, 10);
        MonitorLoop loop = new MonitorLoop(store, store, policy, InstantSource.fixed(NOW), time);
        loop.start().subscribe();
        run();

        loop.submit(List.of(placed("1"))).subscribe();
        run();

        assertThat(loop.now()).isEqualTo(NOW.minusSeconds(3_600));
        assertThat(loop.current().asOf()).isEqualTo(NOW.minusSeconds(3_600));
        assertThat(loop.refusesFuture()).isFalse();
    }

    @Test
    void aClockThatIsSetBack_leadsTheSnapshotWithoutAnEvent() {
        var wall = new AtomicReference<>(NOW);
        MonitorPolicy policy = new MonitorPolicy(GraceByTier.NONE, "", false, 10);
        MonitorLoop loop = new MonitorLoop(store, store, policy, wall::get, time);
        loop.start().subscribe();
        run();

        wall.set(NOW.minusSeconds(3_600));
        run();

        assertThat(loop.current().asOf()).isEqualTo(NOW.minusSeconds(3_600));
        assertThat(loop.current().takenAt()).isEqualTo(NOW.minusSeconds(3_600));
    }

    @Test
    void aClockThatIsSetForwardAndBack_countsEachEventOnceAndRecordsThemInOrder() {
        var wall = new AtomicReference<>(NOW);
        MonitorPolicy policy = new MonitorPolicy(GraceByTier.NONE, "", false, 10);
        MonitorLoop loop = new MonitorLoop(store, store, policy, wall::get, time);
        loop.start().subscribe();
        run();
        int orders = 0;

        for (Instant present : List.of(NOW, NOW.plusSeconds(3_600), NOW.minusSeconds(3_600), NOW)) {
            wall.set(present);
            loop.submit(List.of(placed("o" + orders++), placed("o" + orders++))).subscribe();
            run();
            loop.submit(List.of(placed("o0"))).subscribe();
            run();
        }

        assertThat(loop.current().accepted()).isEqualTo(orders);
        assertThat(loop.current().windows().get(LiveWindow.DAY).total().tally().due())
                .isEqualTo(orders);
        List<Long> recorded = store.after(0, 100).block().stream()
                .map(JournalEntry::recordedMicros)
                .toList();
        assertThat(recorded).hasSize(orders).isSorted();
    }

    @Test
    void aCheckpointThatHasForgottenWhatTheClockShows_isNotUsed() {
        var wall = new AtomicReference<>(NOW.plus(Duration.ofDays(100)));
        MonitorPolicy byWall = new MonitorPolicy(GraceByTier.NONE, "", false, 10);
        MonitorLoop before = new MonitorLoop(store, store, byWall, wall::get, time);
        before.start().subscribe();
        run();
        before.submit(List.of(placed("1"), placed("2"), complained("1"))).subscribe();
        run();
        before.stop().subscribe();
        run();
        assertThat(monthOf(before)).isZero();

        MonitorPolicy byEvents = new MonitorPolicy(GraceByTier.NONE, "", true, 10);
        MonitorLoop another = new MonitorLoop(store, store, byEvents, wall::get, time);
        another.start().subscribe();
        MonitorLoop standby = new MonitorLoop(store, store, byEvents, wall::get, time);
        standby.follow(new Following(store, store, byEvents, wall::get, time));
        run();
        assertThat(monthOf(another)).isEqualTo(2);
        assertThat(monthOf(standby)).isEqualTo(2);

        wall.set(NOW);
        MonitorLoop setBack = new MonitorLoop(store, store, byWall, wall::get, time);
        setBack.start().subscribe();
        run();
        assertThat(monthOf(setBack)).isEqualTo(2);
    }

    private static long monthOf(MonitorLoop loop) {
        return loop.current().windows().get(LiveWindow.MONTH).total().tally().due();
    }

    private static Incoming complained(String order) {
        EventHeader header = new EventHeader(new EventIdentity("s", order + "-complaint"), order, NOW);
        return new Incoming(new OrderEvent.ComplaintOpened(header, "k", "other"), new byte[100]);
    }

    private void run() {
        time.advanceTimeBy(Duration.ofSeconds(1));
    }
}
