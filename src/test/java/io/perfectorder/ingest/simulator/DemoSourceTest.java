package io.perfectorder.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

final class DemoSourceTest {
    @Test
    void history_comes_first_and_a_refused_list_is_sent_again() throws Exception {
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        AtomicInteger calls = new AtomicInteger();
        AtomicLong lines = new AtomicLong();
        CountDownLatch partial = new CountDownLatch(1);
        DemoSource source = new DemoSource(new DemoSource.Settings(42, 1, false), InstantSource.fixed(now));
        Scheduler scheduler = Schedulers.newSingle("demo-test");
        source.start(
                scheduler,
                (List<String> list) -> Mono.fromRunnable(() -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("no room");
                    }
                    lines.addAndGet(list.size());
                    if (list.size() < 5_000) {
                        partial.countDown();
                    }
                }));
        assertThat(partial.await(30, TimeUnit.SECONDS)).isTrue();
        source.stop();
        scheduler.dispose();
        assertThat((double) lines.get()).isBetween(90_000.0, 120_000.0);
    }

    @Test
    void resuming_sends_no_history() throws Exception {
        Instant begin = Instant.parse("2026-11-23T12:00:00Z");
        AtomicInteger ticks = new AtomicInteger();
        InstantSource clock = () -> begin.plus(Duration.ofSeconds(ticks.getAndIncrement()));
        CountDownLatch three = new CountDownLatch(3);
        AtomicLong largest = new AtomicLong();
        DemoSource source = new DemoSource(new DemoSource.Settings(42, 20, true), clock);
        Scheduler scheduler = Schedulers.newSingle("demo-test");
        source.start(scheduler, (List<String> list) -> {
            largest.accumulateAndGet(list.size(), Math::max);
            three.countDown();
            return Mono.empty();
        });
        assertThat(three.await(30, TimeUnit.SECONDS)).isTrue();
        source.stop();
        scheduler.dispose();
        assertThat(largest.get()).isLessThan(SimulatedWorld.CUSTOMERS + 100);
    }
}
