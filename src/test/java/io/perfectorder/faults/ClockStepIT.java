package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of the running application, and of the PostgreSQL that it brings along, is set on and back by an hour between events. A
 * preloaded library sets it, and leaves alone the other clock, by which threads wait.
 */
class ClockStepIT {
    private static final int CLIENTS = 4;
    private static final long SEED = Long.getLong("faults.seed", 42);
    private static final Path COMPILER = Path.of("/usr/bin/cc");
    private static final String SOURCE = "src/test/c/stepped-clock.c";
    private static final Duration NEAR = Duration.ofMinutes(3);

    @TempDir
    private static Path data;

    @Test
    void aClockThatIsSet_changesNoCount() throws IOException, InterruptedException {
        Optional<Path> library = steppedClock();
        assumeTrue(library.isPresent(), "the clock cannot be set: there is no C compiler at " + COMPILER);
        Path offset = data.resolve("offset");
        Files.writeString(offset, "0");
        var environment =
                Map.of("LD_PRELOAD", library.orElseThrow().toString(), "STEPPED_CLOCK_FILE", offset.toString());
        try (var monitor = RunningMonitor.start(data, environment)) {
            int[] steps = {0, 1, 0, -1, 0};
            for (int step = 0; step < steps.length; step++) {
                int hours = steps[step];
                Files.writeString(offset, Long.toString(Duration.ofHours(hours).toSeconds()));
                Await.until(
                        "the board's time is %+d h".formatted(hours),
                        Duration.ofMinutes(1),
                        () -> Duration.between(Instant.now().plus(Duration.ofHours(hours)), asOf(monitor))
                                        .abs()
                                        .compareTo(NEAR)
                                < 0);
                var history = History.made("step" + step + "-", 3_000);
                var ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);

                ledger.sendAll(monitor, CLIENTS);

                assertThat(ledger.accepted() + ledger.duplicates()).isEqualTo(ledger.total());
                // A clock that is set on may cost the lead (ADR 0082): then pieces that were stored are refused, and
                // come again.
                if (ledger.refusals() == 0) {
                    assertThat(ledger.duplicates()).isZero();
                }
                monitor.awaitReady();
                history.check(monitor);
            }
        }
    }

    private static Instant asOf(RunningMonitor monitor) {
        return Instant.parse(monitor.firstFrame("/api/service-levels/stream?window=PT1H")
                .path("asOf")
                .asString());
    }

    /** Empty when there is no compiler for it. */
    private static Optional<Path> steppedClock() throws IOException, InterruptedException {
        if (!Files.isExecutable(COMPILER)) {
            return Optional.empty();
        }
        Path library = data.resolve("stepped-clock.so");
        var made = new ProcessBuilder(
                        COMPILER.toString(), "-shared", "-fPIC", "-O2", "-o", library.toString(), SOURCE, "-ldl")
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(made.waitFor()).as(said).isZero();
        return Optional.of(library);
    }
}
