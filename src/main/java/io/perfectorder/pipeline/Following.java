package io.perfectorder.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Keeps a state as far as the leader's verdict history is complete. Batches become durable in any order, but the history tells that
 * everything before its progress is there, so that nothing is passed over.
 */
public final class Following {
    private static final Duration PERIOD = Duration.ofMillis(250);
    private static final Duration SETTLE_PERIOD = Duration.ofMillis(50);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final Journal journal;
    private final WrittenElsewhere written;
    private final MonitorPolicy policy;
    private final InstantSource wall;
    private final Scheduler loop;
    private volatile boolean complete;

    public Following(
            Journal journal, WrittenElsewhere written, MonitorPolicy policy, InstantSource wall, Scheduler loop) {
        this.journal = journal;
        this.written = written;
        this.policy = policy;
        this.wall = wall;
        this.loop = loop;
    }

    /** Whether the last look found everything. */
    boolean complete() {
        return complete;
    }

    /** The state after each look, on the loop, for ever; whatever fails, it begins again at the last checkpoint. */
    Flux<MonitorState> states() {
        return Mono.defer(() -> written.history(policy.fingerprint()))
                .timeout(Chunk.STEP_LIMIT, loop)
                .publishOn(loop)
                .flatMap(stored -> Restored.from(stored, written, policy, wall, loop))
                .map(Restored::state)
                .flatMapMany(state -> look(state).repeatWhen(done -> done.delayElements(PERIOD, loop)))
                .doOnNext(_ -> complete = true)
                .doOnError(failed -> {
                    if (complete) {
                        LOG.warn("event=following-failed cause=\"{}\"", failed.toString());
                    }
                    complete = false;
                })
                .retryWhen(Retry.backoff(Long.MAX_VALUE, PERIOD)
                        .maxBackoff(LONGEST_WAIT)
                        .transientErrors(true)
                        .scheduler(loop));
    }

    /**
     * The recorded time up to which the history is complete, once it holds all that was in the journal when this was subscribed to. While
     * nobody writes it fails after a while with {@link StoreUnavailable}.
     */
    Mono<Long> settled() {
        return Mono.defer(written::endOfJournal)
                .flatMap(end -> Mono.defer(() -> written.progress(policy.fingerprint()))
                        .filter(progress -> progress.position() >= end)
                        .repeatWhenEmpty(asked -> asked.delayElements(SETTLE_PERIOD, loop)))
                .timeout(SETTLE_LIMIT, Mono.error(new StoreUnavailable("the numbers are not complete now")), loop)
                .map(Progress::recordedMicros);
    }

    private Mono<MonitorState> look(MonitorState state) {
        return Mono.defer(() -> written.progress(policy.fingerprint()))
                .timeout(Chunk.STEP_LIMIT, loop)
                .publishOn(loop)
                .flatMap(progress -> Chunk.next(journal, state, progress.position(), loop)
                        .doOnNext(chunk -> chunk.apply(state, _ -> {}))
                        .repeatWhen(done -> done.takeWhile(found -> found > 0))
                        .then(Mono.just(state)));
    }
}
