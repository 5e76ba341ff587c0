package io.perfectorder.bench;

import io.perfectorder.faults.RunningMonitor;
import io.perfectorder.testing.Workload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/**
 * How long a monitor takes to be ready again after {@code kill -9}, from the start of the process to readiness, Java, the application and
 * its PostgreSQL included: with an empty journal and with a long one, all of whose orders are in the windows. It starts as the image does, with the classes of a training run.
 * After each start the counts must be what they were.
 *
 * <p>Arguments: share of the full workload of 9 million events (1.1), runs (5).
 */
public final class RestartBenchmark {
    private static final long SEED = 42;
    private static final Path WORK = Path.of("target", "bench");
    private static final Path EVENTS = WORK.resolve("restart.ndjson");
    private static final Path CLASSES = WORK.resolve("restart.aot").toAbsolutePath();
    private static final String HEADERS = "-XX:+UseCompactObjectHeaders";

    /** By the wall clock the orders of the workload would be long forgotten, and there would be no cube to read. */
    private static final String CLOCK = "--monitor.clock=event-time";

    private static final String EMPTY = "ready after a kill, empty journal";

    private final Workload workload;
    private final int runs;
    private final BenchTable table;

    private RestartBenchmark(Workload workload, int runs) {
        this.workload = workload;
        this.runs = runs;
        this.table = new BenchTable("restart", runs + " runs each");
    }

    public static void main(String[] arguments) throws IOException {
        double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1.1;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Files.createDirectories(WORK);
        train();
        new RestartBenchmark(new Workload(SEED, scale), runs).measure();
    }

    /** The training run of the Dockerfile. */
    private static void train() throws IOException {
        Path data = Files.createTempDirectory(WORK.toAbsolutePath(), "training-");
        try (RunningMonitor monitor = RunningMonitor.start(data, HEADERS, "-XX:AOTCacheOutput=" + CLASSES)) {
            monitor.terminate(Duration.ofMinutes(1)); // The cache is made after the end.
            if (!Files.exists(CLASSES)) {
                throw new IllegalStateException("the training run left nothing: " + monitor.output());
            }
        }
        FileSystemUtils.deleteRecursively(data);
    }

    private void measure() throws IOException {
        Path data = Files.createTempDirectory(WORK.toAbsolutePath(), "restart-");
        try {
            RunningMonitor monitor = restarted(RunningMonitor.start(data, CLOCK), data, EMPTY);
            long accepted = send(monitor);
            String expected = levels(monitor);
            String row = String.format(Locale.ROOT, "ready after a kill, %,d events", accepted);
            monitor = restarted(monitor, data, row);
            if (!levels(monitor).equals(expected)) {
                throw new IllegalStateException("the counts changed: " + expected + " became " + levels(monitor));
            }
            monitor.close();
            table.ratio("long ÷ empty", row, EMPTY);
            table.print();
            table.write(WORK.resolve("restart.json"));
        } finally {
            FileSystemUtils.deleteRecursively(data);
            Files.deleteIfExists(EVENTS);
        }
    }

    private RunningMonitor restarted(RunningMonitor first, Path data, String row) {
        RunningMonitor monitor = first;
        for (int run = 1; run <= runs; run++) {
            monitor.killNine();
            monitor.close();
            long start = System.nanoTime();
            monitor = RunningMonitor.start(data, HEADERS, "-XX:AOTCache=" + CLASSES, CLOCK);
            table.add(row, "s", (System.nanoTime() - start) / 1e9);
        }
        return monitor;
    }

    private long send(RunningMonitor monitor) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(EVENTS)) {
            for (var line : (Iterable<Workload.Line>) workload.lines()::iterator) {
                out.write(line.json());
                out.write('\n');
            }
        }
        var answer = monitor.post("application/x-ndjson", HttpRequest.BodyPublishers.ofFile(EVENTS));
        if (answer.status() != 200) {
            throw new IllegalStateException("answer " + answer);
        }
        return answer.body().path("accepted").asLong();
    }

    private static String levels(RunningMonitor monitor) throws IOException {
        return monitor.get("/api/service-levels?window=P37D&by=tier&asOf=" + Workload.END)
                .toString();
    }
}
