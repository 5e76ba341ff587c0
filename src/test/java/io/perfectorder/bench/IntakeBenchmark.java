package io.perfectorder.bench;

import io.perfectorder.faults.RunningMonitor;
import io.perfectorder.ingest.simulator.ArrivalRate;
import io.perfectorder.ingest.simulator.OrderSimulator;
import io.perfectorder.testing.Workload;
import io.perfectorder.testing.WorkloadCounts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.util.FileSystemUtils;

/**
 * From HTTP to durable beside raw {@code COPY}: the packaged application takes the shared workload as NDJSON over one and over four
 * connections into its own PostgreSQL; then the very rows that it stored are copied into empty tables of the same shape on the same
 * server. Each run warms its new process up with simulated events of another year, which do not count. Counts are compared with the
 * oracle's before a time counts.
 *
 * <p>Arguments: share of the full workload (0.1), runs (5).
 */
public final class IntakeBenchmark {
    private static final long SEED = 42;
    private static final Path WORK = Path.of("target", "bench");
    private static final Path WARM_UP = WORK.resolve("warm-up.ndjson");

    /** The options of the image, in a container of a gigabyte and a half. */
    private static final String[] AS_THE_IMAGE = {"-XX:+UseCompactObjectHeaders", "-Xmx1g"};

    private static final int WARM_UP_LINES = 150_000;

    private final Workload workload;
    private final WorkloadCounts expected;
    private final List<Path> parts = new ArrayList<>();
    private final long lines;

    private IntakeBenchmark(double scale) throws IOException {
        this.workload = new Workload(SEED, scale);
        this.expected = workload.expected();
        this.lines = expected.events() + expected.duplicates();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 0.1;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Files.createDirectories(WORK);
        var benchmark = new IntakeBenchmark(scale);
        var table = new BenchTable(
                "intake", "scale %s, %,d lines, %d runs, median".formatted(scale, benchmark.lines, runs));
        writeWarmUp();
        for (int connections : new int[] {1, 4}) {
            benchmark.writeParts(connections);
            for (int run = 1; run <= runs; run++) {
                benchmark.measure(connections, table);
            }
        }
        for (int connections : new int[] {1, 4}) {
            table.ratio(
                    "durable ÷ raw COPY, " + connections + " connection(s)",
                    "HTTP to durable, " + connections + " connection(s)",
                    "raw COPY of the same rows, " + connections + " connection(s)");
            table.ratio(
                    "settled history ÷ raw COPY, history rows too, " + connections + " connection(s)",
                    "HTTP to settled history, " + connections + " connection(s)",
                    "raw COPY, history rows too, " + connections + " connection(s)");
        }
        table.print();
        table.write(WORK.resolve("intake.json"));
    }

    private static void writeWarmUp() throws IOException {
        var simulator = new OrderSimulator(SEED, Instant.parse("2020-01-01T00:00:00Z"), ArrivalRate.constant(1_000));
        try (var out = Files.newBufferedWriter(WARM_UP)) {
            for (int line = 0; line < WARM_UP_LINES; line++) {
                out.write(simulator.next().json() + "\n");
            }
        }
    }

    /** A line's part is its place modulo the parts, so that all connections are at the same time of the workload. */
    private void writeParts(int connections) throws IOException {
        parts.clear();
        var outputs = new ArrayList<BufferedOutputStream>();
        for (int part = 0; part < connections; part++) {
            parts.add(WORK.resolve("workload-" + connections + "-" + part + ".ndjson"));
            outputs.add(new BufferedOutputStream(Files.newOutputStream(parts.getLast()), 1 << 16));
        }
        long number = 0;
        for (var line : (Iterable<Workload.Line>) workload.lines()::iterator) {
            outputs.get((int) (number++ % connections)).write((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        for (var output : outputs) {
            output.close();
        }
    }

    private void measure(int connections, BenchTable table) throws IOException, InterruptedException {
        var data = Files.createTempDirectory(WORK.toAbsolutePath(), "monitor-");
        try (var monitor = RunningMonitor.start(data, AS_THE_IMAGE)) {
            accepted(monitor, WARM_UP);
            long start = System.nanoTime();
            long accepted = sendAll(monitor, connections);
            double durableSeconds = secondsSince(start);
            var levels = monitor.get("/api/service-levels?window=P37D&by=tier&asOf=" + Workload.END);
            double settledSeconds = secondsSince(start);
            require("accepted", accepted, expected.events());
            require(
                    "due",
                    levels.path("total").path("due").asLong(),
                    expected.total().due());
            require(
                    "perfect",
                    levels.path("total").path("perfect").asLong(),
                    expected.total().perfect());
            require(
                    "onTime",
                    levels.path("total").path("onTime").asLong(),
                    expected.total().onTime());

            table.add("HTTP to durable, " + connections + " connection(s)", "lines/s", lines / durableSeconds);
            table.add("HTTP to settled history, " + connections + " connection(s)", "lines/s", lines / settledSeconds);
            table.add(
                    "raw COPY of the same rows, " + connections + " connection(s)",
                    "events/s",
                    new RawCopy(data).eventsPerSecond(connections));
            table.add(
                    "raw COPY, history rows too, " + connections + " connection(s)",
                    "events/s",
                    new RawCopy(data).eventsWithHistoryPerSecond(connections));
            table.add("ready again after a kill", "s", secondsToReadyAgain(monitor, data));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private long sendAll(RunningMonitor monitor, int connections) throws InterruptedException {
        long accepted = 0;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> receipts = new ArrayList<>();
            for (int part = 0; part < connections; part++) {
                var file = parts.get(part);
                receipts.add(clients.submit(() -> accepted(monitor, file)));
            }
            for (var receipt : receipts) {
                accepted += receipt.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return accepted;
    }

    private static long accepted(RunningMonitor monitor, Path file) throws IOException, InterruptedException {
        var answer = monitor.post("application/x-ndjson", HttpRequest.BodyPublishers.ofFile(file));
        if (answer.status() != 200) {
            throw new IllegalStateException("answer " + answer);
        }
        return answer.body().path("accepted").asLong();
    }

    /** From the start of the process, Java and PostgreSQL included, to readiness: the last checkpoint and the journal after it. */
    private static double secondsToReadyAgain(RunningMonitor monitor, Path data) {
        monitor.killNine();
        long start = System.nanoTime();
        try (var again = RunningMonitor.start(data)) {
            require("ready", again.isReady() ? 1 : 0, 1);
            return secondsSince(start);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void require(String what, long is, long should) {
        if (is != should) {
            throw new IllegalStateException(what + " is " + is + " and should be " + should + ": no time counts");
        }
    }
}
