package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.Workload;
import io.perfectorder.testing.WorkloadCounts;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One long stream over one connection, with a bounded heap. A short one and a small heap by default; {@code -Pfaults} sends 5,000,000
 * events with 512 MB.
 */
class ConstantMemoryIT {
    private static final long EVENTS = Long.getLong("faults.stream", 200_000);
    private static final String HEAP = System.getProperty("faults.heap", "256m");
    private static final long EVENTS_OF_FULL_WORKLOAD = 9_000_000;
    private static final int LINES_BETWEEN_LOOKS = 100_000;
    private static final Pattern HEAP_USED =
            Pattern.compile("jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} ([0-9.E+]+)");

    @TempDir
    private Path data;

    @Test
    void aStream_isTakenInConstantMemory() throws IOException {
        var workload = new Workload(42, (double) EVENTS / EVENTS_OF_FULL_WORKLOAD);
        WorkloadCounts expected = workload.expected();

        try (var monitor = RunningMonitor.start(data, "-Xmx" + HEAP)) {
            var largestHeapBytes = new AtomicLong();
            var body = new LineStream(lines(workload, monitor, largestHeapBytes));
            var answer = monitor.post("application/x-ndjson", HttpRequest.BodyPublishers.ofInputStream(() -> body));

            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            assertThat(answer.body().path("accepted").asLong()).isEqualTo(expected.events());
            assertThat(answer.body().path("duplicates").asLong()).isEqualTo(expected.duplicates());
            var levels = monitor.get("/api/service-levels?window=P37D&by=all&asOf=" + Workload.END);
            var total = expected.total();
            assertThat(levels.path("total").path("due").asLong()).isEqualTo(total.due());
            assertThat(levels.path("total").path("perfect").asLong()).isEqualTo(total.perfect());
            System.out.printf(
                    "one stream of %,d events with -Xmx%s: largest heap seen in use %,d MB%n",
                    expected.events() + expected.duplicates(), HEAP, largestHeapBytes.get() >> 20);
            monitor.terminate();
        }
    }

    /** Every so many lines it also looks at the heap, so that the looks follow the stream and not the clock. */
    private static Iterator<byte[]> lines(Workload workload, RunningMonitor monitor, AtomicLong largest) {
        var sent = new AtomicLong();
        return workload.lines()
                .map(line -> {
                    if (sent.incrementAndGet() % LINES_BETWEEN_LOOKS == 0) {
                        largest.accumulateAndGet(heapUsed(monitor), Math::max);
                    }
                    return (line.json() + "\n").getBytes(StandardCharsets.UTF_8);
                })
                .iterator();
    }

    private static long heapUsed(RunningMonitor monitor) {
        try {
            return HEAP_USED
                    .matcher(monitor.text("/actuator/prometheus"))
                    .results()
                    .mapToLong(result -> (long) Double.parseDouble(result.group(1)))
                    .sum();
        } catch (IOException e) {
            throw new AssertionError("metrics cannot be read while a stream comes in", e);
        }
    }
}
