package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;

class StartTest {
    @TempDir
    Path folder;

    @Test
    void shortArguments_areExpanded() {
        assertThat(ShortArguments.expand(
                        new String[] {"--import=a=b", "--speed=60", "--exit", "--server.port=1", "--debug", "word"}))
                .containsExactly(
                        "--monitor.import=a=b",
                        "--monitor.speed=60",
                        "--monitor.exit",
                        "--server.port=1",
                        "--debug",
                        "word");
    }

    @Test
    void aShortArgumentThatNobodyKnows_isRefused() {
        assertThatThrownBy(() -> ShortArguments.expand(new String[] {"--sped=60"}))
                .isInstanceOf(WrongProperty.class)
                .hasMessageContaining("--sped is unknown; allowed: --clock,");
    }

    @Test
    void aWrongProperty_stopsTheStartBeforeAnythingIsStarted() {
        SpringApplication application = new SpringApplication(PerfectOrderMonitor.class);

        assertThatThrownBy(() -> application.run("--monitor.clock=sun", "--monitor.data-dir=" + folder.resolve("d")))
                .isInstanceOf(WrongProperty.class);
        assertThat(folder.resolve("d")).doesNotExist();
    }

    @Test
    void aFailure_isOneLine() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();

        new StartFailures(new PrintStream(screen))
                .report(new FailureAnalysis("Port 1 is\n taken.\n", "Free it.", null));

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .isEqualTo("perfect-order-monitor does not start: Port 1 is taken. Free it." + System.lineSeparator());
    }

    @Test
    void simulatedEvents_areWrittenInsteadOfAStart() throws Exception {
        Path file = folder.resolve("simulated.ndjson");
        ByteArrayOutputStream screen = new ByteArrayOutputStream();

        boolean asked = SimulatorRun.asked(
                ShortArguments.expand(new String[] {"--simulate-to=" + file, "--simulate-events=1200"}),
                InstantSource.system(),
                new PrintStream(screen));

        assertThat(asked).isTrue();
        assertThat(Files.readAllLines(file)).hasSize(1_200);
        assertThat(screen.toString(StandardCharsets.UTF_8)).startsWith("simulated 1,200 events into " + file);
        assertThat(SimulatorRun.asked(new String[0], InstantSource.system(), System.out))
                .isFalse();
    }
}
