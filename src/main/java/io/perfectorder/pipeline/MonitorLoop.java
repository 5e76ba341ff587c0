package io.perfectorder.pipeline;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.snapshot.LiveLevels;
import io.perfectorder.core.snapshot.LiveWindow;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.core.verdict.CustomerFacts;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * The single writer. Submissions wait in a bounded line; whatever waits is committed as one batch: duplicates are sorted out, the
 * facts of the touched orders are read (from memory, else from the journal), verdicts are judged before and after, and entries and
 * verdict changes are stored in one transaction. Only then does memory change, so that a failed commit changes nothing (ADR 0002).
 *
 * <p>All mutable state is confined to the one thread of {@code loop}.
 */
public final class MonitorLoop implements Intake, SnapshotFeed, MonitorClock {
    /** Events that may wait or be in a commit; beyond it {@link #submit} is refused. */
    static final int MAX_IN_FLIGHT = 65_536;

    private static final int MAX_COMMIT = 10_000;
    private static final int MAX_CACHED_SUBJECTS = 50_000;
    private static final long HORIZON_MINUTES = 2 * LiveWindow.MONTH.minutes() + 1;
    private static final Duration SNAPSHOT_PERIOD = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(MonitorLoop.class);

    private enum Phase {
        RECOVERING,
        RUNNING,
        STOPPED,
        BROKEN
    }

    private record Submission(List<Incoming> events, MonoSink<List<Outcome>> answer) {}

    private record Judgement(List<JournalEntry> entries, List<VerdictChange> changes, Map<String, OrderFacts> facts) {}

    private final Journal journal;
    private final GraceByTier grace;
    private final InstantSource wall;
    private final boolean eventTime;
    private final Scheduler loop;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Sinks.Many<Snapshot> snapshots;
    private final Disposable.Composite running = Disposables.composite();
    private final ArrayDeque<Submission> waiting = new ArrayDeque<>();
    private final Map<String, OrderFacts> cache = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OrderFacts> eldest) {
            return size() > MAX_CACHED_SUBJECTS;
        }
    };
    private volatile Phase phase = Phase.RECOVERING;
    private volatile Snapshot current;
    private volatile Optional<Instant> newestEvent = Optional.empty();
    private boolean committing;
    private boolean changed = true;
    private long lastPosition;
    private long lastRecordedMicros;
    private ServiceLevelCube cube = new ServiceLevelCube();

    public MonitorLoop(Journal journal, GraceByTier grace, InstantSource wall, boolean eventTime, Scheduler loop) {
        this.journal = journal;
        this.grace = grace;
        this.wall = wall;
        this.eventTime = eventTime;
        this.loop = loop;
        this.current = takeSnapshot();
        this.snapshots = Sinks.many().replay().latestOrDefault(current);
    }

    /** Recovers, then opens the intake; completes when events are accepted. */
    public Mono<Void> start() {
        return recover()
                .doOnSuccess(_ -> running.add(Flux.interval(SNAPSHOT_PERIOD, loop)
                        .onBackpressureDrop()
                        .subscribe(_ -> publishSnapshot(), this::breakDown)));
    }

    /** Refuses what comes, answers what waits, and stops. */
    public void stop() {
        phase = Phase.STOPPED;
        running.dispose();
        loop.schedule(() -> {
            while (!waiting.isEmpty()) {
                waiting.removeFirst().answer().error(new IntakeRefused("the monitor is stopping"));
            }
        });
    }

    /** Whether events are accepted and every number is complete. */
    public boolean ready() {
        return phase == Phase.RUNNING;
    }

    /** Whether a bug stopped the loop. */
    public boolean broken() {
        return phase == Phase.BROKEN;
    }

    /** Events that wait or are being committed. */
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public Mono<List<Outcome>> submit(List<Incoming> events) {
        return Mono.defer(() -> {
            if (events.isEmpty()) {
                return Mono.just(List.of());
            }
            if (phase != Phase.RUNNING) {
                return Mono.error(new IntakeRefused("the journal is not available now"));
            }
            int size = events.size();
            if (inFlight.addAndGet(size) > MAX_IN_FLIGHT) {
                inFlight.addAndGet(-size);
                return Mono.error(new IntakeRefused("too many events are waiting to be stored"));
            }
            Mono<List<Outcome>> answer = Mono.create(sink -> loop.schedule(() -> {
                waiting.addLast(new Submission(events, sink));
                drain();
            }));
            return answer.doFinally(_ -> inFlight.addAndGet(-size));
        });
    }

    @Override
    public Flux<Snapshot> snapshots() {
        return snapshots.asFlux().onBackpressureLatest();
    }

    @Override
    public Snapshot current() {
        return current;
    }

    @Override
    public Instant now() {
        return eventTime ? newestEvent.orElse(Instant.EPOCH) : wall.instant();
    }

    @Override
    public boolean refusesFuture() {
        return !eventTime;
    }

    private Mono<Void> recover() {
        return Mono.defer(() -> journal.open(0))
                .publishOn(loop)
                .doOnNext(state -> {
                    cache.clear();
                    cube = state.cube();
                    lastPosition = state.lastPosition();
                    lastRecordedMicros = state.lastRecordedMicros();
                    newestEvent = state.newestEvent();
                    cube.forgetUntil(horizon());
                    changed = true;
                    publishSnapshot();
                    phase = Phase.RUNNING;
                })
                .then();
    }

    private void drain() {
        if (committing || waiting.isEmpty()) {
            return;
        }
        if (phase != Phase.RUNNING) {
            while (!waiting.isEmpty()) {
                waiting.removeFirst().answer().error(new IntakeRefused("the journal is not available now"));
            }
            return;
        }
        List<Submission> batch = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && size < MAX_COMMIT) {
            Submission next = waiting.removeFirst();
            batch.add(next);
            size += next.events().size();
        }
        committing = true;
        commit(batch).publishOn(loop).subscribe(outcomes -> answered(batch, outcomes), error -> failed(batch, error));
    }

    private void answered(List<Submission> batch, List<Outcome> outcomes) {
        committing = false;
        int from = 0;
        for (Submission submission : batch) {
            int to = from + submission.events().size();
            submission.answer().success(List.copyOf(outcomes.subList(from, to)));
            from = to;
        }
        drain();
    }

    /** The commit may or may not have happened: read again where the journal stands before anything else is taken. */
    private void failed(List<Submission> batch, Throwable error) {
        committing = false;
        if (phase == Phase.RUNNING) {
            phase = Phase.RECOVERING;
        }
        LOG.warn("event=commit-failed cause=\"{}\"", error.toString());
        IntakeRefused refusal = new IntakeRefused("the journal is not available now", error);
        batch.forEach(submission -> submission.answer().error(refusal));
        drain();
        if (error instanceof BugInLoop) {
            breakDown(error);
        } else if (phase == Phase.RECOVERING) {
            running.add(recover()
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                            .maxBackoff(Duration.ofSeconds(5))
                            .scheduler(loop))
                    .subscribe(_ -> {}, this::breakDown));
        }
    }

    private void breakDown(Throwable bug) {
        phase = Phase.BROKEN;
        LOG.error("event=loop-stopped", bug);
    }

    private Mono<List<Outcome>> commit(List<Submission> batch) {
        List<Incoming> all = new ArrayList<>();
        batch.forEach(submission -> all.addAll(submission.events()));
        Map<EventIdentity, Incoming> first = new LinkedHashMap<>();
        all.forEach(incoming -> first.putIfAbsent(incoming.event().header().identity(), incoming));
        return journal.known(first.keySet()).flatMap(known -> {
            first.keySet().removeAll(known);
            List<Incoming> fresh = List.copyOf(first.values());
            List<Outcome> outcomes = outcomes(all, first);
            return fresh.isEmpty() ? Mono.just(outcomes) : store(fresh).thenReturn(outcomes);
        });
    }

    private static List<Outcome> outcomes(List<Incoming> all, Map<EventIdentity, Incoming> fresh) {
        List<Outcome> outcomes = new ArrayList<>(all.size());
        for (Incoming incoming : all) {
            boolean isFirst = fresh.get(incoming.event().header().identity()) == incoming;
            outcomes.add(isFirst ? Outcome.ACCEPTED : Outcome.DUPLICATE);
        }
        return outcomes;
    }

    private Mono<Void> store(List<Incoming> fresh) {
        return Mono.fromSupplier(() -> subjectsNotCached(fresh))
                .subscribeOn(loop)
                .flatMap(journal::factsOf)
                .publishOn(loop)
                .map(read -> judgeOrStop(fresh, read))
                .flatMap(judged -> journal.append(judged.entries(), judged.changes())
                        .publishOn(loop)
                        .then(Mono.fromRunnable(() -> install(judged))));
    }

    private Set<String> subjectsNotCached(List<Incoming> fresh) {
        Set<String> subjects = new HashSet<>();
        for (Incoming incoming : fresh) {
            subjects.add(incoming.event().header().subject());
            if (incoming.event() instanceof OrderEvent.Placed placed && placed.tier() == null) {
                subjects.add(placed.customerId());
            }
        }
        subjects.removeIf(cache::containsKey);
        return subjects;
    }

    private Judgement judgeOrStop(List<Incoming> fresh, Map<String, OrderFacts> read) {
        try {
            return judge(fresh, read);
        } catch (RuntimeException bug) {
            throw new BugInLoop(bug);
        }
    }

    private Judgement judge(List<Incoming> fresh, Map<String, OrderFacts> read) {
        long recorded = Math.max(lastRecordedMicros + 1, ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant()));
        Map<String, OrderFacts> before = new HashMap<>(read);
        Map<String, OrderFacts> after = new LinkedHashMap<>();
        List<JournalEntry> entries = new ArrayList<>(fresh.size());
        long position = lastPosition;
        for (Incoming incoming : fresh) {
            OrderEvent event = withTier(incoming.event(), before, after);
            String subject = event.header().subject();
            after.put(subject, factsOf(subject, before, after).with(event));
            entries.add(new JournalEntry(++position, recorded, event, incoming.raw()));
        }
        List<VerdictChange> changes = new ArrayList<>();
        after.forEach((subject, facts) -> {
            Verdict old = factsOf(subject, before, Map.of()).judge(grace);
            VerdictChange change = new VerdictChange(subject, old, facts.judge(grace));
            if (!change.changesNothing()) {
                changes.add(change);
            }
        });
        return new Judgement(entries, changes, after);
    }

    private OrderEvent withTier(OrderEvent event, Map<String, OrderFacts> before, Map<String, OrderFacts> after) {
        if (event instanceof OrderEvent.Placed placed && placed.tier() == null) {
            return placed.withTier(CustomerFacts.tierOf(factsOf(placed.customerId(), before, after))
                    .orElse(Dimensions.UNASSIGNED));
        }
        return event;
    }

    private OrderFacts factsOf(String subject, Map<String, OrderFacts> before, Map<String, OrderFacts> after) {
        OrderFacts changed = after.get(subject);
        if (changed != null) {
            return changed;
        }
        OrderFacts cached = cache.get(subject);
        return cached != null ? cached : before.getOrDefault(subject, OrderFacts.none());
    }

    private void install(Judgement judged) {
        judged.changes().forEach(cube::apply);
        cache.putAll(judged.facts());
        JournalEntry last = judged.entries().getLast();
        lastPosition = last.position();
        lastRecordedMicros = last.recordedMicros();
        for (JournalEntry entry : judged.entries()) {
            Instant time = entry.event().header().time();
            if (newestEvent.isEmpty() || time.isAfter(newestEvent.get())) {
                newestEvent = Optional.of(time);
            }
        }
        changed = true;
    }

    private void publishSnapshot() {
        cube.forgetUntil(horizon());
        if (changed || wall.instant().isAfter(current.takenAt().plusSeconds(1))) {
            changed = false;
            current = takeSnapshot();
            snapshots.tryEmitNext(current).orThrow();
        }
    }

    private Snapshot takeSnapshot() {
        long asOf = Panes.lastMinuteOf(now());
        return new Snapshot(
                Panes.instantOf(asOf), wall.instant(), newestEvent, lastPosition, LiveLevels.of(cube, asOf));
    }

    private long horizon() {
        return Panes.lastMinuteOf(now()) - HORIZON_MINUTES;
    }

    /** A broken promise inside the judging of a batch: the loop must stop, not drift. */
    private static final class BugInLoop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BugInLoop(Throwable cause) {
            super(cause);
        }
    }
}
