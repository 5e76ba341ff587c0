package io.perfectorder.engines;

import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.pipeline.HistoryChapter;
import io.perfectorder.pipeline.HistoryState;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.JournalEntry;
import io.perfectorder.pipeline.JournalHead;
import io.perfectorder.pipeline.Progress;
import io.perfectorder.pipeline.ScopedCells.Cell;
import io.perfectorder.pipeline.VerdictHistory;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** A store that says yes and keeps nothing. It takes every event for new; the facts know better. */
final class NoStorage implements Journal, VerdictHistory {
    private static final Progress NOTHING = new Progress(0, 0, 0, Optional.empty());

    @Override
    public Mono<JournalHead> open() {
        return Mono.just(new JournalHead(1, 0, 0));
    }

    @Override
    public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
        BitSet stored = new BitSet(entries.size());
        stored.set(0, entries.size());
        return Mono.just(stored);
    }

    @Override
    public Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects, long upToPosition) {
        return Mono.just(Map.of());
    }

    @Override
    public Mono<List<JournalEntry>> after(long position, int limit) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<HistoryState> open(String policy) {
        return Mono.just(new HistoryState(NOTHING, Optional.empty(), Map.of()));
    }

    @Override
    public Mono<List<Cell>> recordedAfter(long afterMicros, long untilMicros) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<List<Cell>> dueAfter(long minute, long untilMicros) {
        return Mono.just(List.of());
    }

    @Override
    public Mono<Void> write(long epoch, HistoryChapter chapter) {
        return Mono.empty();
    }
}
