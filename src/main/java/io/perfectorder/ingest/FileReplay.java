package io.perfectorder.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Sends the events of a file in its own order, paced by their event time, so that years pass in minutes. */
public final class FileReplay {
    /** Events that are due within this are sent together. */
    private static final Duration STEP = Duration.ofMillis(50);

    private static final int MAX_CHUNK = 5_000;

    private final Reception reception;
    private final EventDecoder decoder;
    private final Scheduler blocking;
    private final Scheduler timer;
    private final InstantSource wall;
    private final Screen screen;

    /** {@code blocking} runs the reading of the file, {@code timer} the pauses. */
    public FileReplay(
            Reception reception,
            EventDecoder decoder,
            Scheduler blocking,
            Scheduler timer,
            InstantSource wall,
            Screen screen) {
        this.reception = reception;
        this.decoder = decoder;
        this.blocking = blocking;
        this.timer = timer;
        this.wall = wall;
        this.screen = screen;
    }

    /**
     * Replays the file {@code speed} times as fast as it happened. One chunk is under way at a time: a pipeline that is slower than the
     * pace slows the replay. Fails with a {@link FileFailed}; cancelling stops it after the chunk that was sent.
     */
    public Mono<Void> play(Path path, double speed) {
        return play(path, speed, _ -> {});
    }

    /** The same; {@code watcher} hears of every chunk that was taken, and must not wait. */
    public Mono<Void> play(Path path, double speed, Consumer<FileProgress> watcher) {
        return Mono.defer(() -> {
            EventFile file = new EventFile(path);
            Receipt receipt = new Receipt();
            Progress progress = new Progress("replay", file, receipt, wall, screen);
            Pacing pacing = new Pacing(speed);
            AtomicLong sent = new AtomicLong();
            AtomicReference<@Nullable Duration> length = new AtomicReference<>();
            long start = timer.now(TimeUnit.NANOSECONDS);
            screen.line(String.format(
                    "replay of %s, %,.0f times as fast as it happened; a stretch without events takes at most %d ms",
                    path, speed, Pacing.LONGEST_PAUSE.toMillis()));
            Mono<Void> playing = file.lines(blocking)
                    .map(line -> due(line, pacing))
                    .bufferUntil(new ChunkEnd(), true)
                    .concatMap(
                            chunk -> pause(chunk.getFirst().due(), start)
                                    .then(Mono.defer(() -> send(chunk, sent, receipt, path)))
                                    .doOnNext(_ -> {
                                        progress.show(
                                                "at " + chunk.getLast().newest().truncatedTo(ChronoUnit.MINUTES));
                                        watcher.accept(
                                                howFar(receipt, chunk.getLast().due(), length.get(), file));
                                    }),
                            1)
                    .then()
                    .doOnSuccess(_ -> progress.end("done"))
                    .doOnError(_ -> progress.end("broken off"))
                    .doOnCancel(() -> progress.end("stopped"));
            return Mono.when(measure(path, speed).doOnNext(length::set), playing);
        });
    }

    /**
     * How long the replay of a file takes when nothing slows it down: read beside the replay, since only its last line tells. Empty for a
     * file that cannot be read, which the replay itself says.
     */
    private Mono<Duration> measure(Path path, double speed) {
        Pacing pacing = new Pacing(speed);
        return new EventFile(path)
                .lines(blocking)
                .map(line -> due(line, pacing).due())
                .last(Duration.ZERO)
                .onErrorComplete(FileFailed.class);
    }

    private static FileProgress howFar(Receipt receipt, Duration due, @Nullable Duration length, EventFile file) {
        if (length == null) {
            return receipt.progress(file.share(), Optional.empty());
        }
        double share = length.isZero() ? 1 : (double) due.toNanos() / length.toNanos();
        return receipt.progress(share, Optional.of(length.minus(due)));
    }

    private Due due(byte[] line, Pacing pacing) {
        Instant before = pacing.newest();
        Duration due = switch (decoder.decode(line, Instant.MAX, false)) {
            case Decoded.Valid valid ->
                pacing.due(valid.incoming().event().header().time());
            case Decoded.Invalid _ -> before.equals(Instant.MAX) ? Duration.ZERO : pacing.due(before);
        };
        return new Due(line, due, pacing.newest());
    }

    private Mono<Void> pause(Duration due, long startNanos) {
        long nanos = startNanos + due.toNanos() - timer.now(TimeUnit.NANOSECONDS);
        return nanos <= 0
                ? Mono.empty()
                : Mono.delay(Duration.ofNanos(nanos), timer).then();
    }

    private Mono<Receipt> send(List<Due> chunk, AtomicLong sent, Receipt receipt, Path path) {
        List<byte[]> events = chunk.stream().map(Due::line).toList();
        return reception
                .receive(new Chunk(sent.getAndAdd(events.size()), events))
                .map(receipt::add)
                .retryWhen(FileImport.patience(timer, path));
    }

    @SuppressWarnings("ArrayRecordComponent") // Shared bytes, never compared.
    private record Due(byte[] line, Duration due, Instant newest) {}

    /** Cuts before the first line of the next step, and before a chunk grows too long. Mutable, for one replay. */
    private static final class ChunkEnd implements Predicate<Due> {
        private long step = -1;
        private int size;

        @Override
        public boolean test(Due line) {
            long next = line.due().toNanos() / STEP.toNanos();
            boolean cut = next != step || size >= MAX_CHUNK;
            step = next;
            size = cut ? 1 : size + 1;
            return cut;
        }
    }
}
