package io.perfectorder.bench;

import com.sun.management.ThreadMXBean;
import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.testing.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product's decoder beside Jackson's tree of the same bytes, which checks and reads nothing: events a second on one thread, and
 * bytes allocated an event. Both must take every line before a time counts.
 */
public final class DecoderBenchmark {
    private static final long SEED = 42;
    private static final double SCALE = 0.01;
    private static final int RUNS = 7;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private DecoderBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> lines = new Workload(SEED, SCALE)
                .lines()
                .map(line -> line.json().getBytes(StandardCharsets.UTF_8))
                .toList();
        EventDecoder decoder = new EventDecoder();
        JsonMapper tree = new JsonMapper();
        ToLongFunction<byte[]> ours =
                line -> decoder.decode(line, Instant.EPOCH, false) instanceof Decoded.Valid ? 1 : 0;
        ToLongFunction<byte[]> jackson = line -> tree.readTree(line).isObject() ? 1 : 0;

        BenchTable table = new BenchTable("decoder", "%,d lines, %d runs, median".formatted(lines.size(), RUNS));
        measure(lines, ours, null, "");
        measure(lines, jackson, null, "");
        for (int run = 0; run < RUNS; run++) {
            measure(lines, ours, table, "decode and check");
            measure(lines, jackson, table, "Jackson's tree alone");
        }
        table.ratio("decoder ÷ Jackson's tree", "decode and check, events", "Jackson's tree alone, events");
        table.print();
        Files.createDirectories(Path.of("target", "bench"));
        table.write(Path.of("target", "bench", "decoder.json"));
    }

    private static void measure(
            List<byte[]> lines, ToLongFunction<byte[]> decode, @Nullable BenchTable table, String row) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long taken = lines.stream().mapToLong(decode).sum();
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        if (taken != lines.size()) {
            throw new IllegalStateException("%d of %d lines were taken: no time counts".formatted(taken, lines.size()));
        }
        if (table != null) {
            table.add(row + ", events", "events/s", lines.size() / seconds);
            table.add(row + ", allocated", "bytes/event", (double) bytes / lines.size());
        }
    }
}
