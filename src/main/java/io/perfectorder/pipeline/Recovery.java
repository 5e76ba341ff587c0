package io.perfectorder.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings the state to the end of the journal: the last checkpoint, then every entry after it, in constant memory. Entries of one
 * recorded time were one batch and are applied as one again, so that the history comes out the same.
 */
final class Recovery {
    /** More than the longest batch, so that a chunk always holds a whole one. */
    private static final int CHUNK = 20_000;

    private static final Duration STEP_LIMIT = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    /** The state at the end of the journal, and what goes on from there. */
    record Recovered(JournalHead head, MonitorState state, HistoryWriter writer) {}

    private final Journal journal;
    private final VerdictHistory history;
    private final MonitorPolicy policy;
    private final Scheduler loop;

    Recovery(Journal journal, VerdictHistory history, MonitorPolicy policy, Scheduler loop) {
        this.journal = journal;
        this.history = history;
        this.policy = policy;
        this.loop = loop;
    }

    /** Runs on the loop. */
    Mono<Recovered> recover() {
        return Mono.defer(journal::open)
                .zipWhen(_ -> history.open(policy.fingerprint()))
                .timeout(STEP_LIMIT, loop)
                .publishOn(loop)
                .flatMap(opened -> {
                    HistoryState stored = opened.getT2();
                    MonitorState state = MonitorState.restored(policy.grace(), policy.cachedSubjects(), stored);
                    HistoryWriter writer = new HistoryWriter(history, stored.progress(), state.progress());
                    Recovered recovered = new Recovered(opened.getT1(), state, writer);
                    return step(recovered).repeat().takeWhile(more -> more).then(Mono.just(recovered));
                });
    }

    /** Applies the next entries; false when there are none. */
    private Mono<Boolean> step(Recovered recovered) {
        MonitorState state = recovered.state();
        return Mono.defer(() -> journal.after(state.progress().position(), CHUNK))
                .timeout(STEP_LIMIT, loop)
                .publishOn(loop)
                .flatMap(entries -> entries.isEmpty()
                        ? Mono.just(false)
                        : load(state, entries)
                                .flatMap(loaded -> write(recovered, loaded))
                                .thenReturn(true));
    }

    private Mono<PinnedEntries> load(MonitorState state, List<JournalEntry> entries) {
        List<JournalEntry> whole = entries.size() < CHUNK ? entries : withoutLastBatch(entries);
        PinnedEntries pinned = PinnedEntries.of(whole, state.cache());
        List<FactsCache.Slot> missing = pinned.toLoad();
        return journal.factsOf(FactsCache.subjectsOf(missing), state.progress().position())
                .timeout(STEP_LIMIT, loop)
                .publishOn(loop)
                .doOnNext(facts -> FactsCache.loaded(missing, facts))
                .thenReturn(pinned);
    }

    private Mono<Void> write(Recovered recovered, PinnedEntries entries) {
        MonitorState state = recovered.state();
        HistoryWriter writer = recovered.writer();
        int from = 0;
        while (from < entries.size()) {
            int to = from;
            while (to < entries.size()
                    && entries.entry(to).recordedMicros() == entries.entry(from).recordedMicros()) {
                to++;
            }
            writer.add(state.apply(entries.part(from, to)), state.progress());
            from = to;
        }
        entries.release();
        LOG.info("event=recovering position={}", state.progress().position());
        if (!writer.isBehind(state.progress())) {
            return Mono.empty();
        }
        return writer.write(recovered.head().epoch(), state, writer.isCheckpointDue(state.progress()))
                .timeout(STEP_LIMIT, loop)
                .publishOn(loop)
                .doOnNext(writer::written)
                .then();
    }

    private static List<JournalEntry> withoutLastBatch(List<JournalEntry> entries) {
        int end = entries.size();
        long last = entries.getLast().recordedMicros();
        while (end > 0 && entries.get(end - 1).recordedMicros() == last) {
            end--;
        }
        return new ArrayList<>(entries.subList(0, end));
    }
}
