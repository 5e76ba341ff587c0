package io.perfectorder.faults;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers the packaged application five times the events that it sustains, three times, and what it sustains before and after each, since
 * the machine does not stay as fast as it was. Prints what came of it: what was accepted a second, how long that took, what was refused,
 * what was alive in memory, and how much of the machine's cores the producer took for itself. In the end all
 * that was refused is sent again, and the counts must be the oracle's. Ends with 1 when they are not, or when anything but 200 and 503
 * was answered, or nothing. {@code src/test/sh/overload} runs it.
 */
final class OverloadRun {
    private static final int EVENTS_IN_A_BATCH = 1_500;
    private static final int SUSTAINED_CONNECTIONS = 8;
    private static final int OFFERED_TIMES = 5;
    private static final int ROUNDS = 3;
    private static final int UNAVAILABLE = 503;

    /** Requests that wait for an answer; whoever would be one more has not even begun, as with a producer that has run out of sockets. */
    private static final int MOST_CONNECTIONS = 600;

    private static final OperatingSystemMXBean PRODUCER =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final RunningMonitor monitor;
    private final BatchSender sender;
    private final AtomicLong made = new AtomicLong();

    private OverloadRun(RunningMonitor monitor, BatchSender sender) {
        this.monitor = monitor;
        this.sender = sender;
    }

    /** Seconds, for each of the loads; and {@code batch} or {@code lines}, the format of the bodies. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var length = Duration.ofSeconds(Long.parseLong(arguments[0]));
        var format = BatchSender.Format.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        var data = Files.createTempDirectory("overload");
        boolean right;
        try (var monitor = RunningMonitor.start(data, "-Xmx512m");
                var sender = new BatchSender(
                        monitor, Files.readString(data.resolve("producer.key")).strip(), format, EVENTS_IN_A_BATCH)) {
            right = new OverloadRun(monitor, sender).run(length);
            monitor.terminate();
        } finally {
            SoakRun.delete(data);
        }
        System.exit(right ? 0 : 1);
    }

    private boolean run(Duration length) throws IOException, InterruptedException {
        System.out.printf(
                "%-22s %12s %10s %10s %10s %10s %12s %15s%n",
                "load", "accepted/s", "accepted", "503", "p50 ms", "p99 ms", "live set MB", "producer cores");
        List<Load> loads = new ArrayList<>(List.of(offer(length, SUSTAINED_CONNECTIONS, Duration.ZERO))); // Warms up.
        List<Double> kept = new ArrayList<>();
        var before = offer(length, SUSTAINED_CONNECTIONS, Duration.ZERO);
        print("8 at once", before);
        for (int round = 0; round < ROUNDS; round++) {
            var pace = Duration.ofNanos((long) (1e9 * EVENTS_IN_A_BATCH / before.acceptedPerSecond() / OFFERED_TIMES));
            var overload = offer(length, MOST_CONNECTIONS, pace);
            print("offered 5 times", overload);
            var after = offer(length, SUSTAINED_CONNECTIONS, Duration.ZERO);
            print("8 at once", after);
            kept.add(2 * overload.acceptedPerSecond() / (before.acceptedPerSecond() + after.acceptedPerSecond()));
            loads.addAll(List.of(before, overload));
            before = after;
        }
        loads.add(before);
        kept.sort(null);
        System.out.printf(
                "rate when offered 5 times, of the mean of the loads around it: %.2f at the median, %.2f to %.2f%n",
                kept.get(ROUNDS / 2), kept.getFirst(), kept.getLast());
        var refused = loads.stream().flatMap(load -> load.refused().stream()).toList();
        boolean onlyExpected = loads.stream().allMatch(load -> load.others().get() == 0);
        sendAgain(refused);
        boolean exact = isExact();
        System.out.printf(
                "%,d events; %,d refused batches were sent again; counts %s; %s%n",
                made.get() * EVENTS_IN_A_BATCH,
                refused.size(),
                exact ? "right" : "WRONG",
                onlyExpected ? "nothing but 200 and 503 was answered" : "OTHER ANSWERS THAN 200 AND 503");
        return exact && onlyExpected;
    }

    /** Begins a batch at every beat of the pace as long as a connection is free. */
    private Load offer(Duration length, int connections, Duration pace) throws InterruptedException {
        var load = new Load();
        var free = new Semaphore(connections);
        long begun = System.nanoTime();
        long used = PRODUCER.getProcessCpuTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long beats = 0;
            while (System.nanoTime() - begun < length.toNanos()) {
                LockSupport.parkNanos(begun + beats++ * pace.toNanos() - System.nanoTime());
                free.acquire();
                long number = made.getAndIncrement();
                threads.execute(() -> {
                    try {
                        send(number, load);
                    } finally {
                        free.release();
                    }
                });
            }
        }
        // Until the last answer: what was accepted late counts against the rate.
        load.nanos().set(System.nanoTime() - begun);
        load.producerNanos().set(PRODUCER.getProcessCpuTime() - used);
        return load;
    }

    private void send(long number, Load load) {
        long begun = System.nanoTime();
        try {
            switch (sender.send(number)) {
                case 200 ->
                    load.millis()
                            .add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
                case UNAVAILABLE -> load.refused().add(number);
                default -> load.others().incrementAndGet();
            }
        } catch (IOException broken) {
            load.refused().add(number);
            load.others().incrementAndGet();
        }
    }

    private void sendAgain(List<Long> numbers) throws InterruptedException {
        List<Callable<Boolean>> sendings = new ArrayList<>();
        for (long number : numbers) {
            sendings.add(() -> {
                while (sender.send(number) == UNAVAILABLE) {
                    Thread.onSpinWait();
                }
                return true;
            });
        }
        try (var threads = Executors.newFixedThreadPool(SUSTAINED_CONNECTIONS)) {
            threads.invokeAll(sendings);
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
                "%-22s %,12.0f %,10d %,10d %,10d %,10d %,12d %15.2f%n",
                name,
                load.acceptedPerSecond(),
                millis.size() * (long) EVENTS_IN_A_BATCH,
                load.refused().size() * (long) EVENTS_IN_A_BATCH,
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 99 / 100),
                monitor.liveBytes() >> 20,
                load.producerNanos().get() / (double) load.nanos().get());
    }

    /**
     * What was offered for a while, and what came of it.
     *
     * @param nanos from the first request to the last answer
     * @param producerNanos what the producer ran on a core for itself
     * @param millis how long each accepted batch took
     * @param refused the numbers of the batches that have to be sent again
     * @param others answers that should not be, and requests without any
     */
    private record Load(
            AtomicLong nanos, AtomicLong producerNanos, Queue<Long> millis, Queue<Long> refused, AtomicLong others) {
        Load() {
            this(
                    new AtomicLong(),
                    new AtomicLong(),
                    new ConcurrentLinkedQueue<>(),
                    new ConcurrentLinkedQueue<>(),
                    new AtomicLong());
        }

        double acceptedPerSecond() {
            return millis.size() * (double) EVENTS_IN_A_BATCH * 1e9 / nanos.get();
        }
    }
}
