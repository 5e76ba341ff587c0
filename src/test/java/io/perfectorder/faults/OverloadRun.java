package io.perfectorder.faults;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers the packaged application five times the events that it sustains and prints what came of it: what was accepted a second, how long
 * that took, what was refused, and what was alive in memory. In the end all that was refused is sent again, and the counts must be the
 * oracle's. Ends with 1 when they are not, or when anything but 200 and 503 was answered. {@code src/test/sh/overload} runs it.
 */
final class OverloadRun {
    private static final int EVENTS_IN_A_BATCH = 1_500;
    private static final int SUSTAINED_CONNECTIONS = 8;
    private static final int OFFERED_TIMES = 5;

    /** Requests that wait for an answer; whoever would be one more has not even begun, as with a producer that has run out of sockets. */
    private static final int MOST_CONNECTIONS = 600;

    private final RunningMonitor monitor;
    private final AtomicLong made = new AtomicLong();

    private OverloadRun(RunningMonitor monitor) {
        this.monitor = monitor;
    }

    /** One argument: seconds, for each of the two loads. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var length = Duration.ofSeconds(Long.parseLong(arguments[0]));
        var data = Files.createTempDirectory("overload");
        boolean right;
        try (var monitor = RunningMonitor.start(data, "-Xmx512m")) {
            right = new OverloadRun(monitor).run(length);
            monitor.terminate();
        } finally {
            SoakRun.delete(data);
        }
        System.exit(right ? 0 : 1);
    }

    private boolean run(Duration length) throws IOException, InterruptedException {
        System.out.printf(
                "%-22s %12s %10s %10s %10s %10s %12s%n",
                "load", "accepted/s", "accepted", "503", "p50 ms", "p99 ms", "live set MB");
        var warm = offer(length.dividedBy(2), SUSTAINED_CONNECTIONS, Duration.ZERO);
        var sustained = offer(length, SUSTAINED_CONNECTIONS, Duration.ZERO);
        print("sustained, 8 at once", sustained);
        var pace = Duration.ofNanos((long) (1e9 / (sustained.acceptedPerSecond() / EVENTS_IN_A_BATCH * OFFERED_TIMES)));
        var overload = offer(length, MOST_CONNECTIONS, pace);
        print("offered 5 times", overload);
        var after = offer(length, SUSTAINED_CONNECTIONS, Duration.ZERO);
        print("after it, 8 at once", after);
        long refused = 0;
        boolean onlyExpected = true;
        for (var load : List.of(warm, sustained, overload, after)) {
            refused += load.refused().size();
            onlyExpected &= load.others().get() == 0;
            for (var batch : load.refused()) {
                new Ledger(batch.lines().toList(), 1).sendAll(monitor, 1);
            }
        }
        boolean exact = isExact();
        System.out.printf(
                "%,d events; %,d refused batches were sent again; counts %s; %s%n",
                made.get() * EVENTS_IN_A_BATCH,
                refused,
                exact ? "right" : "WRONG",
                onlyExpected ? "nothing but 200 and 503 was answered" : "OTHER ANSWERS THAN 200 AND 503");
        return exact && onlyExpected;
    }

    /** Begins a batch at every beat of the pace as long as a connection is free. */
    private Load offer(Duration length, int connections, Duration pace) throws InterruptedException {
        var load = new Load(
                new AtomicLong(), new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>(), new AtomicLong());
        var free = new Semaphore(connections);
        long begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long beats = 0;
            while (System.nanoTime() - begun < length.toNanos()) {
                LockSupport.parkNanos(begun + beats++ * pace.toNanos() - System.nanoTime());
                free.acquire();
                var batch = new MadeOrders(
                        "overload-" + made.getAndIncrement() + "-", "", EVENTS_IN_A_BATCH, MadeOrders.FIRST);
                threads.execute(() -> {
                    try {
                        send(batch, load);
                    } finally {
                        free.release();
                    }
                });
            }
        }
        // Until the last answer: what was accepted late counts against the rate.
        load.nanos().set(System.nanoTime() - begun);
        return load;
    }

    private void send(MadeOrders batch, Load load) {
        var body = "[" + String.join(",", batch.lines().toList()) + "]";
        long begun = System.nanoTime();
        try {
            int status = monitor.post("application/cloudevents-batch+json", BodyPublishers.ofString(body))
                    .status();
            switch (status) {
                case 200 ->
                    load.millis()
                            .add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                case 503 -> load.refused().add(batch);
                default -> load.others().incrementAndGet();
            }
        } catch (IOException broken) {
            load.refused().add(batch);
        }
    }

    private boolean isExact() throws IOException {
        long due = made.get() * EVENTS_IN_A_BATCH / 3;
        var total = monitor.get(MadeOrders.QUERY.replace("by=tier", "by=all")).path("total");
        return total.path("due").asLong() == due && total.path("delivered").asLong() == due;
    }

    private void print(String name, Load load) throws IOException {
        List<Long> millis = new ArrayList<>(load.millis());
        millis.sort(null);
        System.out.printf(
                "%-22s %,12.0f %,10d %,10d %,10d %,10d %,12d%n",
                name,
                load.acceptedPerSecond(),
                millis.size() * (long) EVENTS_IN_A_BATCH,
                load.refused().size() * (long) EVENTS_IN_A_BATCH,
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 99 / 100),
                monitor.liveBytes() >> 20);
    }

    /** What was offered for a while, and what came of it. */
    private record Load(AtomicLong nanos, Queue<Long> millis, Queue<MadeOrders> refused, AtomicLong others) {
        double acceptedPerSecond() {
            return millis.size() * (double) EVENTS_IN_A_BATCH * 1e9 / nanos.get();
        }
    }
}
