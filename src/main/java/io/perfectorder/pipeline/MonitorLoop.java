package io.perfectorder.pipeline;

import io.perfectorder.core.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The single writer of monitor state. Submissions wait in a bounded line; a few batches at a time are committed to the journal, in any
 * order, and applied to the state strictly in order of position. A submission is answered when its events are durable and applied; the
 * verdict history follows behind (ADR 0002).
 *
 * <p>Whatever the store fails at, memory is thrown away and recovered from the last checkpoint and the journal after it, so that an
 * outcome that is in doubt is looked up and never guessed. A bug while applying stops the loop for good.
 *
 * <p>All mutable state is confined to the one thread of {@code loop}.
 */
public final class MonitorLoop implements Intake, SnapshotFeed, MonitorClock, LoopMemory {
    private static final int MAX_BATCHES = 4;

    /** A store that says nothing for so long is taken to be away: a network that was cut never says anything. */
    private static final Duration STORE_LIMIT = Duration.ofSeconds(30);

    /** What is not stored by then was not acknowledged, or is derived again from the journal. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(MonitorLoop.class);

    private final Journal journal;
    private final VerdictHistory history;
    private final MonitorPolicy policy;
    private final InstantSource wall;
    private final Scheduler loop;
    private final LoopWatch watch;
    private final Permits permits = new Permits();
    private final BatchFormer line;
    private final Snapshots snapshots;
    private final Sinks.Empty<Void> stopped = Sinks.empty();
    private final ArrayDeque<Batch> underWay = new ArrayDeque<>();
    private volatile Phase phase = Phase.RECOVERING;
    private volatile Progress progress = Progress.NONE;
    private volatile LoopFigures figures = new LoopFigures(0, 0, 0, 0);
    private MonitorState state;
    private HistoryWriter writer;
    private long epoch;

    private final Disposable.Swap historyWrite = Disposables.swap();
    private final Disposable.Swap recovery = Disposables.swap();
    private volatile @Nullable Following following;

    public MonitorLoop(
            Journal journal, VerdictHistory history, MonitorPolicy policy, InstantSource wall, Scheduler loop) {
        this(journal, history, policy, wall, loop, LoopWatch.NONE);
    }

    public MonitorLoop(
            Journal journal,
            VerdictHistory history,
            MonitorPolicy policy,
            InstantSource wall,
            Scheduler loop,
            LoopWatch watch) {
        this.watch = watch;
        this.journal = journal;
        this.history = history;
        this.policy = policy;
        this.wall = wall;
        this.loop = loop;
        this.line = new BatchFormer(wall);
        this.state = MonitorState.empty(policy.grace(), policy.cachedSubjects());
        this.writer = new HistoryWriter(history, Progress.NONE, Progress.NONE);
        this.snapshots = new Snapshots(wall, state, progress, this::now, watch);
    }

    /** Recovers, then opens the intake; completes when events are accepted. A loop starts once: a stopped one stays stopped. */
    public Mono<Void> start() {
        return recovered().doOnSuccess(_ -> snapshots.tick(loop, this::publishSnapshot, this::breakDown));
    }

    /** Shows what another process writes, and takes nothing, until {@link #lead}. */
    public void follow(Following leader) {
        onLoop(() -> {
            if (phase.isOver()) {
                return;
            }
            phase = Phase.FOLLOWING;
            following = leader;
            dropAll(new StoreUnavailable("another instance writes now"));
            recovery.update(leader.states().subscribe(this::show, this::breakDown));
            snapshots.tick(loop, this::publishSnapshot, this::breakDown);
        });
    }

    /** Ends to follow, recovers as often as it takes, then opens the intake. */
    public void lead() {
        onLoop(() -> {
            if (phase == Phase.FOLLOWING) {
                phase = Phase.RECOVERING;
                following = null;
                dropAll(new StoreUnavailable("the leader has changed"));
                recoverUntilItSucceeds();
            }
        });
    }

    /** Refuses what comes and what waits, lets what is under way become durable, and completes when the history is complete too, or after 5 s. */
    public Mono<Void> stop() {
        return Mono.defer(() -> {
            onLoop(() -> {
                recovery.update(Disposables.disposed());
                phase = phase == Phase.RUNNING ? Phase.STOPPING : Phase.STOPPED;
                line.refuseAll(new IntakeRefused("the monitor is stopping"));
                goOn();
            });
            return stopped.asMono().timeout(STOP_LIMIT, loop).onErrorComplete();
        });
    }

    /** Whether events are accepted and every number is complete. */
    public boolean ready() {
        return phase == Phase.RUNNING;
    }

    /** Whether another process writes, and every number is as complete as there. */
    public boolean standsBy() {
        Following leader = following;
        return phase == Phase.FOLLOWING && leader != null && leader.complete();
    }

    /** Whether a bug stopped the loop. */
    public boolean broken() {
        return phase == Phase.BROKEN;
    }

    public LoopFigures figures() {
        return figures.at(permits.eventsTaken());
    }

    @Override
    public Mono<List<Outcome>> submit(List<Incoming> events) {
        return Mono.defer(() -> phase == Phase.RUNNING || events.isEmpty()
                ? permits.admit(
                        events,
                        submission -> onLoop(() -> {
                            line.add(submission);
                            goOn();
                        }))
                : Mono.error(new IntakeRefused(whyNot())));
    }

    /**
     * The recorded time up to which the verdict history is complete, in microseconds since the epoch, once it holds all that had been
     * answered when this was subscribed to. Fails with {@link StoreUnavailable} while the loop recovers.
     */
    @Override
    public Mono<Long> settled() {
        return Mono.create(answer -> onLoop(() -> {
            Following leader = following;
            if (phase.applies()) {
                writer.await(state.progress(), answer);
            } else if (phase == Phase.FOLLOWING && leader != null) {
                answer.onDispose(leader.settled().subscribe(answer::success, answer::error));
            } else {
                answer.error(new StoreUnavailable("the numbers are not complete now"));
            }
        }));
    }

    @Override
    public ErasedCustomers erased() {
        return line.erased();
    }

    @Override
    public Mono<Void> renew() {
        return Mono.fromRunnable(() -> onLoop(() -> {
            if (phase == Phase.RUNNING) {
                startOver(new StoreUnavailable("what is remembered is read again"));
            }
        }));
    }

    @Override
    public Mono<Boolean> forget(Collection<String> subjects) {
        return Mono.create(answer -> onLoop(() -> answer.success(state.cache().forget(subjects))));
    }

    @Override
    public Flux<Snapshot> snapshots() {
        return snapshots.all();
    }

    @Override
    public Snapshot current() {
        return snapshots.current();
    }

    @Override
    public Instant now() {
        return policy.now(progress, wall);
    }

    @Override
    public boolean refusesFuture() {
        return !policy.eventTime();
    }

    private Mono<Void> recovered() {
        return new Recovery(journal, history, policy, wall, loop)
                .recover()
                .doOnNext(recovered -> {
                    if (phase == Phase.FOLLOWING) {
                        return; // Another process has become the leader meanwhile.
                    }
                    state = recovered.state();
                    writer = recovered.writer();
                    epoch = recovered.head().epoch();
                    line.continueAfter(recovered.head());
                    snapshots.change();
                    progress = state.progress();
                    if (phase == Phase.RECOVERING) {
                        phase = Phase.RUNNING;
                    }
                    publishSnapshot();
                    goOn();
                })
                .then();
    }

    private void recoverUntilItSucceeds() {
        recovery.update(Recovery.untilItSucceeds(recovered(), loop).subscribe(_ -> {}, this::breakDown));
    }

    private void show(MonitorState followed) {
        snapshots.changeIf(
                state != followed || progress.position() != followed.progress().position());
        state = followed;
        progress = followed.progress();
    }

    private String whyNot() {
        return phase == Phase.FOLLOWING ? "another instance takes events now" : "the journal is not available now";
    }

    /** A bug in the step is nobody's to catch but ours: the scheduler would swallow it, and whoever waits would wait for ever. */
    private void onLoop(Runnable step) {
        loop.schedule(() -> {
            try {
                step.run();
            } catch (RuntimeException | LinkageError bug) {
                breakDown(bug);
            }
        });
    }

    /** Does whatever can be done now. Called after every change of state. */
    private void goOn() {
        if (!phase.applies()) {
            line.refuseAll(new IntakeRefused(whyNot()));
            if (phase == Phase.STOPPED) {
                snapshots.rest();
                stopped.tryEmitEmpty();
            }
            return;
        }
        while (underWay.size() < MAX_BATCHES && !line.isEmpty() && !writer.isFarBehind()) {
            Batch batch = line.next(state.customers());
            if (batch.isEmpty()) {
                break; // It waits for an event that is under way.
            }
            commit(batch);
        }
        writeHistory();
        int cached = state.cache().size();
        figures = new LoopFigures(permits.eventsTaken(), underWay.size(), writer.waitingChanges(), cached);
    }

    private void commit(Batch batch) {
        underWay.addLast(batch.begun(watch));
        Instant begun = wall.instant();
        List<FactsCache.Slot> missing = batch.pin(state.cache()).toLoad();
        // Nothing under way touches the missing subjects but this batch and later ones, so what has been applied is all
        // there is.
        long applied = state.progress().position();
        batch.cancelWith(Mono.zip(
                        journal.append(epoch, batch.entries(), state.doubtful(batch.pinned())),
                        journal.factsOf(FactsCache.subjectsOf(missing), applied))
                .timeout(STORE_LIMIT, loop)
                .publishOn(loop)
                .subscribe(
                        done -> {
                            watch.committed(
                                    Duration.between(begun, wall.instant()),
                                    batch.entries().size());
                            FactsCache.loaded(missing, done.getT2());
                            batch.becomeDurable(done.getT1());
                            applyInOrder();
                        },
                        error -> batch.within(() -> failed(error))));
    }

    private void applyInOrder() {
        try {
            for (Batch first = underWay.peekFirst(); first != null && first.isDurable(); first = underWay.peekFirst()) {
                PinnedEntries entries = first.storedEntries();
                if (!entries.isEmpty()) {
                    Instant begun = wall.instant();
                    MonitorState.Applied applied = state.apply(entries);
                    writer.add(applied);
                    watch.applied(
                            Duration.between(begun, wall.instant()),
                            applied.restated(current().asOf()));
                    progress = state.progress();
                    snapshots.change();
                }
                first.release();
                state.customers().end(first.entries());
                line.end(first);
                underWay.removeFirst().answer();
            }
        } catch (RuntimeException bug) {
            breakDown(bug);
            return;
        }
        goOn();
    }

    private void writeHistory() {
        if (writer.isWriting()) {
            return;
        }
        boolean last = phase == Phase.STOPPING && underWay.isEmpty();
        boolean due = writer.isCheckpointDue(state.progress()) || (last && writer.lacksCheckpoint(state.progress()));
        if (due || writer.isBehind(state.progress())) {
            historyWrite.update(writer.write(epoch, state, due)
                    .timeout(STORE_LIMIT, loop)
                    .publishOn(loop)
                    .subscribe(
                            chapter -> {
                                writer.written(chapter);
                                goOn();
                            },
                            this::failed));
        } else if (last) {
            phase = Phase.STOPPED;
            snapshots.rest();
            stopped.tryEmitEmpty();
        }
    }

    private void failed(Throwable error) {
        LOG.warn("event=store-failed cause=\"{}\"", error.toString());
        startOver(error);
    }

    /** What is under way may or may not have happened: everything is read again before anything else is taken. */
    private void startOver(Throwable cause) {
        phase = switch (phase) {
            case RUNNING -> Phase.RECOVERING;
            case STOPPING -> Phase.STOPPED;
            default -> phase;
        };
        dropAll(cause);
        if (phase == Phase.RECOVERING) {
            recoverUntilItSucceeds();
        }
        goOn();
    }

    private void breakDown(Throwable bug) {
        phase = Phase.BROKEN;
        LOG.error("event=loop-stopped", bug);
        dropAll(bug);
    }

    private void dropAll(Throwable cause) {
        historyWrite.update(Disposables.disposed());
        IntakeRefused refusal = new IntakeRefused("the journal is not available now", cause);
        underWay.forEach(batch -> batch.cancel(refusal));
        underWay.clear();
        line.refuseAll(refusal);
        writer.refuseWaiters(new StoreUnavailable("the numbers are not complete now", cause));
    }

    private void publishSnapshot() {
        snapshots.publish(state, progress, this::now);
    }
}
