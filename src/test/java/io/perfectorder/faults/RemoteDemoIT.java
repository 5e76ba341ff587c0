package io.perfectorder.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator as a process of its own, as the demo profile of docker-compose.yml starts it. */
class RemoteDemoIT {
    @TempDir
    private Path data;

    @Test
    void theSimulator_sendsToAnotherMonitor() throws IOException {
        String[] keys = {"--monitor.producer-key=one", "--monitor.viewer-key=two"};
        try (var monitor = RunningMonitor.start(data, keys);
                var _ = RunningMonitor.launch(
                        data.resolve("of-the-simulator"), keys[0], keys[1], "--demo-to=" + monitor.address())) {
            Await.until("simulated orders are due", Duration.ofSeconds(90), () -> due(monitor) > 0);
            monitor.terminate();
        }
    }

    private static long due(RunningMonitor monitor) {
        try {
            return monitor.get("/api/service-levels?window=P30D&by=all")
                    .at("/total/due")
                    .asLong();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
