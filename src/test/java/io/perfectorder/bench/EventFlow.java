package io.perfectorder.bench;

import io.perfectorder.faults.RunningMonitor;
import io.perfectorder.ingest.simulator.ArrivalRate;
import io.perfectorder.ingest.simulator.OrderSimulator;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A steady flow of simulated events into a monitor: a request every 50 ms, whether or not those before it have been answered. */
final class EventFlow implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);

    private final RunningMonitor monitor;
    private final OrderSimulator simulator;
    private final int eventsAStep;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final long startNanos = System.nanoTime();

    /** {@code from}: the time of the first event; those that follow keep the distance that the rate gives them. */
    EventFlow(RunningMonitor monitor, long seed, Instant from, int eventsPerSecond) {
        this.monitor = monitor;
        this.simulator = new OrderSimulator(seed, from, ArrivalRate.constant(eventsPerSecond));
        this.eventsAStep = Math.toIntExact(eventsPerSecond * STEP.toMillis() / 1000);
        clock.scheduleAtFixedRate(this::send, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        var lines = new StringBuilder();
        for (int i = 0; i < eventsAStep; i++) {
            lines.append(simulator.next().json()).append('\n');
        }
        senders.execute(() -> {
            try {
                var answer = monitor.post("application/x-ndjson", BodyPublishers.ofString(lines.toString()));
                if (answer.status() == 200) {
                    acknowledged.addAndGet(eventsAStep);
                } else {
                    refused.addAndGet(eventsAStep);
                }
            } catch (IOException broken) {
                refused.addAndGet(eventsAStep);
            }
        });
    }

    /** Events acknowledged a second since the start. */
    double perSecond() {
        return acknowledged.get() / ((System.nanoTime() - startNanos) / 1e9);
    }

    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.close();
    }
}
