package io.perfectorder.ingest;

import io.perfectorder.pipeline.IntakeRefused;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** Loads a file of NDJSON, gzipped when its name ends with {@code .gz}, and shows how far it is. */
public final class FileImport {
    private static final int CHUNK = 2_000;
    private static final Duration SHOWN_EVERY = Duration.ofSeconds(1);

    private final Reception reception;
    private final Scheduler blocking;
    private final InstantSource wall;
    private final PrintStream screen;

    /** {@code blocking} runs the reading of the file, which waits for the disk. */
    public FileImport(Reception reception, Scheduler blocking, InstantSource wall, PrintStream screen) {
        this.reception = reception;
        this.blocking = blocking;
        this.wall = wall;
        this.screen = screen;
    }

    /** Loads the file; the number of rejected events. A line is never lost: a chunk that is refused is sent again. */
    public Mono<Long> load(Path file) {
        return Mono.defer(() -> {
                    Receipt receipt = new Receipt();
                    AtomicLong bytesRead = new AtomicLong();
                    Progress progress = new Progress(receipt, bytesRead, sizeOf(file));
                    return Flux.using(
                                    () -> open(file, bytesRead),
                                    reader -> Flux.fromStream(reader.lines()),
                                    FileImport::close)
                            .filter(line -> !line.isBlank())
                            .buffer(CHUNK)
                            .concatMap(
                                    chunk -> reception
                                            .receive(chunk, receipt.total(), receipt)
                                            .retryWhen(Retry.backoff(100, Duration.ofMillis(200))
                                                    .maxBackoff(Duration.ofSeconds(5))
                                                    .scheduler(blocking)
                                                    .filter(IntakeRefused.class::isInstance))
                                            .doOnNext(_ -> progress.show(false)),
                                    1)
                            .then(Mono.fromSupplier(() -> {
                                progress.show(true);
                                return receipt.rejected();
                            }));
                })
                .subscribeOn(blocking);
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("import: cannot read " + file, unreadable);
        }
    }

    private static BufferedReader open(Path file, AtomicLong bytesRead) throws IOException {
        InputStream counted = new FilterInputStream(Files.newInputStream(file)) {
            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int count = super.read(bytes, from, length);
                bytesRead.addAndGet(Math.max(0, count));
                return count;
            }
        };
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(counted, 1 << 16) : counted;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), 1 << 16);
    }

    private static void close(BufferedReader reader) {
        try {
            reader.close();
        } catch (IOException atEnd) {
            throw new UncheckedIOException(atEnd);
        }
    }

    /** The line that tells how far the import is. */
    private final class Progress {
        private final Receipt receipt;
        private final AtomicLong bytesRead;
        private final long size;
        private final Instant started = wall.instant();
        private Instant shown = started;

        Progress(Receipt receipt, AtomicLong bytesRead, long size) {
            this.receipt = receipt;
            this.bytesRead = bytesRead;
            this.size = size;
        }

        void show(boolean last) {
            Instant now = wall.instant();
            if (!last && now.isBefore(shown.plus(SHOWN_EVERY))) {
                return;
            }
            shown = now;
            double seconds = Math.max(0.001, Duration.between(started, now).toMillis() / 1000.0);
            double share = size == 0 ? 1 : Math.min(1, (double) bytesRead.get() / size);
            long left = share == 0 ? 0 : Math.round(seconds * (1 - share) / share);
            screen.printf(
                    "import %3.0f %%  %,.0f events/s  %d s left  %s%n",
                    100 * share, receipt.total() / seconds, left, receipt.summary());
        }
    }
}
