package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.testing.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class FileImportTest {
    private static final List<String> LINES =
            new Workload(3, 0.001).lines().map(Workload.Line::json).toList();

    @TempDir
    Path folder;

    private final RecordingIntake intake = new RecordingIntake();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    /** Every look at the clock is a second later. */
    private final AtomicLong ticks = new AtomicLong();

    private final InstantSource wall = () -> Instant.ofEpochSecond(ticks.getAndIncrement());

    @Test
    void everyLine_isTakenOnceInItsOwnBytes() throws IOException {
        Path file = Files.write(folder.resolve("events.ndjson"), LINES);

        load(file, false).expectNext(0L).verifyComplete();

        assertThat(intake.taken.stream().map(incoming -> new String(incoming.raw(), StandardCharsets.UTF_8)))
                .containsExactlyElementsOf(LINES.stream().distinct().toList());
        assertThat(screen()).contains("import done: " + String.format("%,d", LINES.size()) + " events");
    }

    @Test
    void aGzippedFile_isKnownByItsFirstBytes() throws IOException {
        load(gzipped("events.anything", String.join("\n", LINES)), false)
                .expectNext(0L)
                .verifyComplete();

        assertThat(intake.taken).hasSize((int) LINES.stream().distinct().count());
    }

    @Test
    void whatIsRejected_isCountedAndSaid() throws IOException {
        Path file =
                Files.write(folder.resolve("bad.ndjson"), List.of("{", "", LINES.getFirst(), LINES.getFirst(), "7"));

        load(file, false).expectNext(2L).verifyComplete();

        assertThat(intake.letters).hasSize(2);
        assertThat(screen())
                .contains("accepted=1 duplicates=1 rejected=2")
                .contains("rejected event 0 (from 0): malformed-json")
                .contains("rejected event 3 (from 0)");
    }

    @Test
    void onATerminal_oneLineIsDrawnAnew() throws IOException {
        Path file = Files.write(folder.resolve("events.ndjson"), LINES);

        load(file, true).expectNext(0L).verifyComplete();

        assertThat(screen()).startsWith("\rimport [").doesNotContain("left\n");
        assertThat(screen()).containsPattern("\\[#+\\.*] +\\d+ %  \\d+:\\d\\d left  [\\d,]+ events/s  accepted=");
    }

    @Test
    void refusedChunks_areSentAgainAndNothingIsLost() throws IOException {
        Path file = Files.write(folder.resolve("events.ndjson"), LINES);
        intake.refusals = 5;

        load(file, false)
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(30)))
                .expectNext(0L)
                .verifyComplete();

        assertThat(intake.taken).hasSize((int) LINES.stream().distinct().count());
    }

    @Test
    void anIntakeThatAlwaysRefuses_endsTheImportWithAReason() throws IOException {
        Path file = Files.write(folder.resolve("events.ndjson"), LINES.subList(0, 10));
        intake.refusals = Integer.MAX_VALUE;

        load(file, false)
                .then(() -> time.advanceTimeBy(Duration.ofMinutes(15)))
                .expectErrorSatisfies(failed -> assertThat(failed)
                        .isInstanceOf(FileFailed.class)
                        .hasMessageContaining("were refused 60 times in a row: no room"))
                .verify();
    }

    @Test
    void aMissingOrDamagedFile_isOneClearLine() throws IOException {
        expectFailure(folder.resolve("nowhere"), "there is no file " + folder.resolve("nowhere"));
        expectFailure(folder, "cannot be read to its end: IOException");
        byte[] whole = Files.readAllBytes(gzipped("whole.gz", String.join("\n", LINES)));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        expectFailure(cut, "cut.gz cannot be read to its end: EOFException: Unexpected end of ZLIB input stream");
        whole[whole.length / 2] ^= 0x55;
        whole[whole.length / 2 + 1] ^= 0x55;
        expectFailure(Files.write(folder.resolve("bent.gz"), whole), "bent.gz cannot be read to its end: ");
    }

    @Test
    void anEmptyFile_isNoEvents() throws IOException {
        load(Files.createFile(folder.resolve("empty")), false).expectNext(0L).verifyComplete();

        assertThat(screen()).contains("import done: 0 events");
    }

    private void expectFailure(Path file, String message) {
        load(file, false)
                .expectErrorSatisfies(failed ->
                        assertThat(failed).isInstanceOf(FileFailed.class).hasMessageContaining(message))
                .verify();
    }

    /** The steps after the virtual time was advanced once. */
    private StepVerifier.Step<Long> load(Path file, boolean terminal) {
        FileImport load = new FileImport(intake.reception(), time, wall, new Screen(new PrintStream(output), terminal));
        return StepVerifier.create(load.load(file)).then(() -> time.advanceTimeBy(Duration.ofMillis(1)));
    }

    private String screen() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private Path gzipped(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
