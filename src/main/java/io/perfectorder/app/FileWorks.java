package io.perfectorder.app;

import io.perfectorder.dashboard.files.EventFiles;
import io.perfectorder.dashboard.files.FileWork;
import io.perfectorder.dashboard.files.FileWork.State;
import io.perfectorder.ingest.FileImport;
import io.perfectorder.ingest.FileProgress;
import io.perfectorder.ingest.FileReplay;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.security.Audit;
import io.perfectorder.security.AuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The files that viewers of the board load and replay, one at a time; a file is kept only while it is under way. */
@Component
class FileWorks implements EventFiles, SmartLifecycle {
    private static final int LONGEST_NAME = 200;
    private static final Logger LOG = LoggerFactory.getLogger(FileWorks.class);

    private record Work(
            Path file,
            String name,
            OptionalDouble speed,
            Instant started,
            Instant ended,
            State state,
            FileProgress progress,
            String failure) {
        Work with(FileProgress now) {
            return new Work(file, name, speed, started, ended, state, now, failure);
        }

        Work ended(State how, Instant at, String why) {
            return new Work(file, name, speed, started, at, how, progress, why);
        }
    }

    private final FileImport imports;
    private final FileReplay replays;
    private final ProducerKey key;
    private final Audit audit;
    private final InstantSource wall;
    private final Path room;
    private final long largest;
    private @Nullable Work newest;
    private Disposable running = Disposables.disposed();
    private boolean open;

    FileWorks(
            FileImport imports,
            FileReplay replays,
            ProducerKey key,
            Audit audit,
            InstantSource wall,
            MonitorProperties monitor,
            UiProperties ui) {
        this.imports = imports;
        this.replays = replays;
        this.key = key;
        this.audit = audit;
        this.wall = wall;
        this.room = Path.of(monitor.dataDir(), "uploads");
        this.largest = ui.largestFile().toBytes();
    }

    @Override
    public boolean allows(String given) {
        return key.matches(given);
    }

    @Override
    public long largest() {
        return largest;
    }

    @Override
    public Path receive() throws IOException {
        Files.createDirectories(room);
        return Files.createTempFile(room, "events", ".part");
    }

    @Override
    public void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            LOG.warn("event=upload-left-behind cause=\"{}\"", left.toString());
        }
    }

    @Override
    public synchronized boolean start(Path file, String name, OptionalDouble speed, Sender sender) {
        if (!open || (newest != null && newest.state() == State.RUNNING)) {
            return false;
        }
        Instant now = wall.instant();
        newest = new Work(
                file,
                name,
                speed,
                now,
                now,
                State.RUNNING,
                new FileProgress(0, Optional.empty(), 0, 0, 0, List.of()),
                "");
        Mono<Void> work = speed.isPresent()
                ? replays.play(file, speed.getAsDouble(), this::progress)
                : imports.load(file, this::progress).then();
        running = audit.add(entry(now, name, speed, sender))
                .then(work)
                .subscribe(_ -> {}, failed -> end(State.BROKEN_OFF, failed.getMessage()), () -> end(State.DONE, ""));
        return true;
    }

    @Override
    public boolean cancel() {
        Disposable work;
        synchronized (this) {
            work = running;
        }
        work.dispose();
        return end(State.CANCELLED, "");
    }

    @Override
    public synchronized Optional<FileWork> newest() {
        return Optional.ofNullable(newest).map(this::shown);
    }

    private synchronized void progress(FileProgress progress) {
        if (newest != null && newest.state() == State.RUNNING) {
            newest = newest.with(progress);
        }
    }

    private static AuditEntry entry(Instant now, String name, OptionalDouble speed, Sender sender) {
        String subject = name.replace("\0", "");
        return new AuditEntry(
                now.truncatedTo(ChronoUnit.MICROS),
                sender.who(),
                sender.address(),
                speed.isPresent() ? "file.replay" : "file.import",
                subject.length() <= LONGEST_NAME ? subject : subject.substring(0, LONGEST_NAME),
                Optional.empty(),
                speed.isPresent() ? Optional.of("speed " + speed.getAsDouble()) : Optional.empty());
    }

    private synchronized boolean end(State how, @Nullable String why) {
        if (newest == null || newest.state() != State.RUNNING) {
            return false;
        }
        // The path is of no use to a viewer, who knows the file by another name.
        String reason = why == null ? "" : why.replace(newest.file().toString(), newest.name());
        newest = newest.ended(how, wall.instant(), reason);
        discard(newest.file());
        if (how == State.BROKEN_OFF) {
            LOG.warn("event=file-broken-off cause=\"{}\"", reason);
        }
        return true;
    }

    private FileWork shown(Work work) {
        FileProgress progress = work.progress();
        Instant until = work.state() == State.RUNNING ? wall.instant() : work.ended();
        return new FileWork(
                work.name(),
                work.speed(),
                work.state(),
                progress.share(),
                progress.left(),
                progress.accepted(),
                progress.duplicates(),
                progress.rejected(),
                Duration.between(work.started(), until),
                progress.problems().stream()
                        .map(problem -> new FileWork.Problem(problem.index() + 1, problem.code(), problem.detail()))
                        .toList(),
                work.failure());
    }

    /** Throws away what a process that was killed has left. */
    @Override
    public synchronized void start() {
        try {
            FileSystemUtils.deleteRecursively(room);
        } catch (IOException left) {
            LOG.warn("event=uploads-left-behind cause=\"{}\"", left.toString());
        }
        open = true;
    }

    @Override
    public void stop() {
        synchronized (this) {
            open = false;
        }
        cancel();
    }

    @Override
    public synchronized boolean isRunning() {
        return open;
    }

    /** Before the board opens, and closed after it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }
}
