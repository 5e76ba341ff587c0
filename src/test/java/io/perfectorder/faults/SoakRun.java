package io.perfectorder.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sends events at a steady pace to the packaged application with a heap of 512 MB, looks at what is alive after a full collection again
 * and again, and holds the counts against the oracle in the end. Ends with 1 when the live set grew from the second quarter of the
 * run to the last, or a count is wrong. {@code src/test/sh/soak} runs it.
 */
final class SoakRun {
    private static final int LOOKS = 20;
    private static final int EVENTS_IN_A_ROUND = 15_000;
    private static final int CONNECTIONS = 2;
    private static final long SEED = 42;

    /** What the cube, the caches and the pools may still win while they fill; a leak of 20 bytes an event would be more. */
    private static final long ALLOWED_GROWTH_BYTES = 24L << 20;

    private SoakRun() {}

    /** One argument: seconds. */
    public static void main(String[] arguments) throws IOException {
        var length = Duration.ofSeconds(Long.parseLong(arguments[0]));
        var data = Files.createTempDirectory("soak");
        boolean right;
        try (var monitor = RunningMonitor.start(data, "-Xmx512m")) {
            right = run(monitor, length);
            monitor.terminate();
        } finally {
            delete(data);
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean run(RunningMonitor monitor, Duration length) throws IOException {
        List<Long> alive = new ArrayList<>();
        long begun = System.nanoTime();
        var first = Instant.now().minus(Duration.ofDays(3));
        long events = 0;
        long due = 0;
        long onTime = 0;
        System.out.printf("%8s %12s %14s %12s%n", "seconds", "events", "live set MB", "resident MB");
        for (int round = 0; System.nanoTime() - begun < length.toNanos(); round++) {
            var orders = new MadeOrders("soak-" + round + "-", "", EVENTS_IN_A_ROUND, first);
            var ledger = new Ledger(Ledger.shuffled(orders.lines().toList(), SEED + round), SEED);
            ledger.sendAll(monitor, CONNECTIONS);
            due += orders.due();
            onTime += orders.onTime();
            var total = monitor.get("/api/service-levels?window=P30D&by=all").path("total");
            if (total.path("due").asLong() != due || total.path("onTime").asLong() != onTime) {
                System.out.printf("WRONG: %,d due and %,d on time instead of %s%n", due, onTime, total);
                return false;
            }
            events += ledger.total();
            long passed = System.nanoTime() - begun;
            if (passed >= length.toNanos() / LOOKS * (alive.size() + 1)) {
                alive.add(monitor.liveBytes());
                System.out.printf(
                        "%8d %,12d %,14d %,12d%n",
                        Duration.ofNanos(passed).toSeconds(),
                        events,
                        alive.getLast() >> 20,
                        monitor.residentBytes() >> 20);
            }
        }
        long early = median(alive.subList(alive.size() / 4, Math.max(alive.size() / 4 + 1, alive.size() / 2)));
        long late = median(alive.subList(alive.size() * 3 / 4, alive.size()));
        boolean flat = late - early <= ALLOWED_GROWTH_BYTES;
        System.out.printf(
                "%,d events, counts right after every round; live set %,d MB in the second quarter, %,d MB in the last: %s%n",
                events, early >> 20, late >> 20, flat ? "flat" : "GROWING");
        return flat;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    static void delete(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
