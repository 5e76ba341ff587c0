package io.perfectorder.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Brings the state to the end of the journal: the last checkpoint and what the history tells of the time after it, then every entry that
 * the history does not hold yet, in constant memory.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** The state at the end of the journal, and what goes on from there. */
    record Recovered(JournalHead head, MonitorState state, HistoryWriter writer) {}

    private final Journal journal;
    private final VerdictHistory history;
    private final MonitorPolicy policy;
    private final InstantSource wall;
    private final Scheduler loop;

    Recovery(Journal journal, VerdictHistory history, MonitorPolicy policy, InstantSource wall, Scheduler loop) {
        this.journal = journal;
        this.history = history;
        this.policy = policy;
        this.wall = wall;
        this.loop = loop;
    }

    static <T> Mono<T> untilItSucceeds(Mono<T> recovery, Scheduler loop) {
        return recovery.doOnError(again -> LOG.warn("event=recovery-failed cause=\"{}\"", again.toString()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .scheduler(loop));
    }

    /** Runs on the loop. */
    Mono<Recovered> recover() {
        return Mono.defer(journal::open)
                .zipWhen(_ -> history.open(policy.fingerprint()))
                .timeout(Chunk.STEP_LIMIT, loop)
                .publishOn(loop)
                .flatMap(opened -> Restored.from(opened.getT2(), history, policy, wall, loop)
                        .map(restored -> recovered(opened.getT1(), restored)))
                .flatMap(recovered ->
                        step(recovered).repeat().takeWhile(more -> more).then(Mono.just(recovered)));
    }

    private Recovered recovered(JournalHead head, Restored restored) {
        MonitorState state = restored.state();
        return new Recovered(head, state, new HistoryWriter(history, state.progress(), restored.checkpoint()));
    }

    /** Applies the next entries; false when there are none. */
    private Mono<Boolean> step(Recovered recovered) {
        return Chunk.next(journal, recovered.state(), Long.MAX_VALUE, loop)
                .flatMap(chunk -> write(recovered, chunk).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> write(Recovered recovered, Chunk chunk) {
        MonitorState state = recovered.state();
        HistoryWriter writer = recovered.writer();
        chunk.apply(state, writer::add);
        LOG.info("event=recovering position={}", state.progress().position());
        if (!writer.isBehind(state.progress())) {
            return Mono.empty();
        }
        return writer.write(recovered.head().epoch(), state, writer.isCheckpointDue(state.progress()))
                .timeout(Chunk.STEP_LIMIT, loop)
                .publishOn(loop)
                .doOnNext(writer::written)
                .then();
    }
}
