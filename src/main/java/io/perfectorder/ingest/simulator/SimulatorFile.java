package io.perfectorder.ingest.simulator;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Writes simulated events to a file, one a line. */
public final class SimulatorFile {
    private SimulatorFile() {}

    /** Writes the first {@code events} events of a simulation; gzipped when the name ends with {@code .gz}. */
    public static void write(Path file, long seed, long events, Instant start, double eventsPerSecond)
            throws IOException {
        OrderSimulator simulator = new OrderSimulator(seed, start, ArrivalRate.constant(eventsPerSecond));
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(plain, 65_536) : plain;
                BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            for (long written = 0; written < events; written++) {
                writer.write(simulator.next().json());
                writer.write('\n');
            }
        }
    }
}
