package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class FileReplayTest {
    private static final Instant FIRST = Instant.parse("2013-05-04T10:00:00Z");

    @TempDir
    Path folder;

    private final RecordingIntake intake = new RecordingIntake();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InstantSource wall = () -> Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));

    @Test
    void events_comeWhenTheirTimeComes() throws IOException {
        Path file = file(0, 360, 720, 1_080);

        StepVerifier.create(replay().play(file, 3_600))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(1)))
                .then(() -> assertThat(intake.taken).hasSize(1))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(98)))
                .then(() -> assertThat(intake.taken).hasSize(1))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(2)))
                .then(() -> assertThat(intake.taken).hasSize(2))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(200)))
                .then(() -> assertThat(intake.taken).hasSize(4))
                .verifyComplete();
        assertThat(screen())
                .contains("3,600 times as fast as it happened; a stretch without events takes at most 250 ms")
                .contains("replay done: 4 events");
    }

    @Test
    void yearsWithoutEvents_takeAQuarterOfASecond() throws IOException {
        Path file = file(0, 86_400L * 365 * 5, 86_400L * 365 * 10);

        StepVerifier.create(replay().play(file, 1))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(501)))
                .then(() -> assertThat(intake.taken).hasSize(3))
                .verifyComplete();
    }

    @Test
    void linesThatAreNoEvents_goAlongAndAreRejected() throws IOException {
        Path file = folder.resolve("mixed");
        Files.write(file, List.of("{", event(0), "7", event(36)));

        StepVerifier.create(replay().play(file, 3_600))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                .verifyComplete();

        assertThat(intake.taken).hasSize(2);
        assertThat(intake.letters).hasSize(2);
    }

    @Test
    void aReplay_canBeStopped() throws IOException {
        Path file = file(0, 720, 1_440);

        StepVerifier.create(replay().play(file, 3_600))
                .then(() -> time.advanceTimeBy(Duration.ofMillis(10)))
                .thenCancel()
                .verify();
        time.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(intake.taken).hasSize(1);
        assertThat(screen()).contains("replay stopped: 1 events");
    }

    @Test
    void nothing_happensBeforeSubscription() throws IOException {
        replay().play(file(0), 3_600);
        time.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(intake.taken).isEmpty();
        assertThat(screen()).isEmpty();
    }

    @Test
    void aRefusedChunk_isSentAgain() throws IOException {
        intake.refusals = 3;

        StepVerifier.create(replay().play(file(0, 36), 3_600))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(20)))
                .verifyComplete();

        assertThat(intake.taken).hasSize(2);
    }

    @Test
    void theTimeLeft_isThatOfTheEventsToCome_howeverFarTheFileHasBeenRead() throws IOException {
        // After a quarter of a second of empty years, 200 ms of events.
        Path file = file(0, 86_400L * 365, 86_400L * 365 + 720);
        List<FileProgress> heard = new ArrayList<>();

        StepVerifier.create(replay().play(file, 3_600, heard::add))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
                .verifyComplete();

        assertThat(heard)
                .extracting(FileProgress::left)
                .containsExactly(
                        Optional.of(Duration.ofMillis(450)),
                        Optional.of(Duration.ofMillis(200)),
                        Optional.of(Duration.ZERO));
        assertThat(heard).extracting(FileProgress::share).containsExactly(0.0, 250.0 / 450, 1.0);
    }

    private FileReplay replay() {
        return new FileReplay(
                intake.reception(), new EventDecoder(), time, time, wall, new Screen(new PrintStream(output), false));
    }

    private Path file(long... seconds) throws IOException {
        List<String> lines = new ArrayList<>();
        for (long second : seconds) {
            lines.add(event(second));
        }
        return Files.write(folder.resolve("events.ndjson"), lines);
    }

    private static String event(long second) {
        return """
                {"specversion":"1.0","id":"%d","source":"test","type":"order.cancelled","subject":"o",\
                "time":"%s","data":{"by":"customer"}}""".formatted(second, FIRST.plusSeconds(second));
    }

    private String screen() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
