package io.perfectorder.ingest;

import io.perfectorder.pipeline.IntakeRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Loads a file of NDJSON, gzipped or not, as fast as it is taken, and shows how far it is. Memory is bounded by the chunks in flight.
 */
public final class FileImport {
    private static final int CHUNK = 2_500;

    /** Chunks that wait for their commit; at the bound the file is not read further. */
    private static final int IN_FLIGHT = 6;

    private static final int ATTEMPTS = 60;

    private final Reception reception;
    private final Scheduler blocking;
    private final InstantSource wall;
    private final Screen screen;

    /** {@code blocking} runs the reading of the file, which waits for the disk, and the pauses before a chunk is sent again. */
    public FileImport(Reception reception, Scheduler blocking, InstantSource wall, Screen screen) {
        this.reception = reception;
        this.blocking = blocking;
        this.wall = wall;
        this.screen = screen;
    }

    /**
     * Loads the file; the number of rejected events. A chunk that is refused is sent again, for about five minutes; after that, or when
     * the file cannot be read to its end, it fails with a {@link FileFailed}. What was taken stays: loading the file again is safe.
     */
    public Mono<Long> load(Path path) {
        return load(path, _ -> {});
    }

    /** The same; {@code watcher} hears of every chunk that was taken, and must not wait. */
    public Mono<Long> load(Path path, Consumer<FileProgress> watcher) {
        return Mono.defer(() -> {
            EventFile file = new EventFile(path);
            Receipt receipt = new Receipt();
            Progress progress = new Progress("import", file, receipt, wall, screen);
            AtomicLong sent = new AtomicLong();
            Flux<Chunk> chunks =
                    file.lines(blocking).buffer(CHUNK).map(events -> new Chunk(sent.getAndAdd(events.size()), events));
            return ChunksInOrder.receive(chunks, reception, IN_FLIGHT, patience(blocking, path))
                    .doOnNext(received -> {
                        receipt.add(received);
                        progress.show("");
                        watcher.accept(receipt.progress(file.share(), Optional.empty()));
                    })
                    .then(Mono.fromSupplier(receipt::rejected))
                    .doOnSuccess(_ -> progress.end("done"))
                    .doOnError(_ -> progress.end("broken off"));
        });
    }

    /** Tries a refused chunk again, later each time; gives up with a {@link FileFailed}. */
    static RetryBackoffSpec patience(Scheduler timer, Path path) {
        return Retry.backoff(ATTEMPTS, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(5))
                .scheduler(timer)
                .filter(IntakeRefused.class::isInstance)
                .onRetryExhaustedThrow((_, signal) -> new FileFailed(
                        "the events of " + path + " were refused " + ATTEMPTS + " times in a row: "
                                + signal.failure().getMessage(),
                        signal.failure()));
    }
}
