package io.perfectorder.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Whole batches of the journal that follow each other, read to be applied again. Confined to the loop. */
record Chunk(PinnedEntries entries) {
    /** More than the longest batch, so that a chunk always holds a whole one. */
    private static final int SIZE = 20_000;

    static final Duration STEP_LIMIT = Duration.ofMinutes(5);

    /** The next entries up to a position, with the facts of their subjects pinned and loaded; empty when there are none. */
    static Mono<Chunk> next(Journal journal, MonitorState state, long upTo, Scheduler loop) {
        return Mono.defer(() -> journal.after(state.progress().position(), SIZE))
                .timeout(STEP_LIMIT, loop)
                .publishOn(loop)
                .map(read -> whole(read, upTo))
                .filter(entries -> !entries.isEmpty())
                .map(entries -> new Chunk(PinnedEntries.of(entries, state.cache())))
                .flatMap(chunk -> chunk.load(journal, state, loop));
    }

    private Mono<Chunk> load(Journal journal, MonitorState state, Scheduler loop) {
        List<FactsCache.Slot> missing = entries.toLoad();
        return journal.factsOf(FactsCache.subjectsOf(missing), state.progress().position())
                .timeout(STEP_LIMIT, loop)
                .publishOn(loop)
                .doOnNext(facts -> FactsCache.loaded(missing, facts))
                .thenReturn(this);
    }

    /** Applies the entries; those of one recorded time were one batch and are one again. */
    void apply(MonitorState state, Consumer<MonitorState.Applied> did) {
        int from = 0;
        while (from < entries.size()) {
            int to = from;
            while (to < entries.size()
                    && entries.entry(to).recordedMicros() == entries.entry(from).recordedMicros()) {
                to++;
            }
            did.accept(state.apply(entries.part(from, to)));
            from = to;
        }
        entries.release();
    }

    private static List<JournalEntry> whole(List<JournalEntry> read, long upTo) {
        int end = read.size();
        if (end == SIZE) {
            long last = read.getLast().recordedMicros();
            while (end > 0 && read.get(end - 1).recordedMicros() == last) {
                end--;
            }
        }
        while (end > 0 && read.get(end - 1).position() > upTo) {
            end--;
        }
        return new ArrayList<>(read.subList(0, end));
    }
}
