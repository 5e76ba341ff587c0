package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/** The snapshots of the loop: one a change, and one a second without. Only {@link #current} and {@link #all} are for other threads. */
final class Snapshots {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final Disposable.Swap ticking = Disposables.swap();
    private final InstantSource wall;
    private final Sinks.Many<Snapshot> sink;
    private final LoopWatch watch;
    private volatile Snapshot current;
    private boolean changed = true;

    Snapshots(InstantSource wall, MonitorState state, Progress progress, Supplier<Instant> now, LoopWatch watch) {
        this.wall = wall;
        this.watch = watch;
        this.current = take(state, progress, now.get());
        this.sink = Sinks.many().replay().latestOrDefault(current);
    }

    Flux<Snapshot> all() {
        return sink.asFlux().onBackpressureLatest();
    }

    Snapshot current() {
        return current;
    }

    /** Looks now and then whether there is need of one. */
    void tick(Scheduler loop, Runnable publish, Consumer<Throwable> failed) {
        ticking.update(Flux.interval(PERIOD, loop).onBackpressureDrop().subscribe(_ -> publish.run(), failed));
    }

    void rest() {
        ticking.update(Disposables.disposed());
    }

    void change() {
        changed = true;
    }

    void changeIf(boolean different) {
        changed |= different;
    }

    /** Publishes a new snapshot when there is need of one. */
    void publish(MonitorState state, Progress progress, Supplier<Instant> now) {
        // A clock that was set back leaves the last snapshot in its future: that one is out of date too.
        Duration age = Duration.between(current.takenAt(), wall.instant());
        if (changed || age.abs().compareTo(LONGEST_SILENCE) > 0) {
            changed = false;
            current = take(state, progress, now.get());
            sink.tryEmitNext(current).orThrow();
            watch.published(current);
        }
    }

    private Snapshot take(MonitorState state, Progress progress, Instant now) {
        long asOf = Panes.lastMinuteOf(now);
        state.cube().slideTo(asOf);
        return new Snapshot(
                Panes.instantOf(asOf),
                Instant.EPOCH.plus(progress.recordedMicros(), ChronoUnit.MICROS),
                wall.instant(),
                progress.newestEvent(),
                progress.accepted(),
                state.cube().levels());
    }
}
