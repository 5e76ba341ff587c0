package io.perfectorder.pipeline;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.pipeline.ScopedCells.Cell;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A store in memory that takes its time, in virtual time and in any order, and that fails now and then: before it did what was asked,
 * or after, when the caller cannot know.
 */
final class MoodyStore implements Journal, VerdictHistory {
    private final InMemoryStore store;
    private final RandomGenerator random;
    private final Scheduler time;
    private final int failsOneIn;
    private final Set<EventIdentity> underWay = new HashSet<>();

    MoodyStore(InMemoryStore store, RandomGenerator random, Scheduler time, int failsOneIn) {
        this.store = store;
        this.random = random;
        this.time = time;
        this.failsOneIn = failsOneIn;
    }

    @Override
    public Mono<JournalHead> open() {
        return moody(store.open());
    }

    @Override
    public Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful) {
        return Mono.defer(() -> {
            Set<EventIdentity> offered = new HashSet<>();
            entries.forEach(entry -> offered.add(entry.event().header().identity()));
            if (!Collections.disjoint(underWay, offered)) {
                throw new AssertionError("an identity is in two appends that are under way");
            }
            underWay.addAll(offered);
            for (int i = doubtful.nextClearBit(0); i < entries.size(); i = doubtful.nextClearBit(i + 1)) {
                if (store.holds(entries.get(i))) {
                    throw new AssertionError("an event of an order in memory is taken to be new and is not");
                }
            }
            return moody(store.append(epoch, entries, doubtful)).doFinally(_ -> underWay.removeAll(offered));
        });
    }

    @Override
    public Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects, long upToPosition) {
        return moody(store.factsOf(subjects, upToPosition));
    }

    @Override
    public Mono<List<JournalEntry>> after(long position, int limit) {
        return moody(store.after(position, limit));
    }

    @Override
    public Mono<HistoryState> open(String policy) {
        return moody(store.open(policy));
    }

    @Override
    public Mono<List<Cell>> recordedAfter(long afterMicros, long untilMicros) {
        return moody(store.recordedAfter(afterMicros, untilMicros));
    }

    @Override
    public Mono<List<Cell>> dueAfter(long minute, long untilMicros) {
        return moody(store.dueAfter(minute, untilMicros));
    }

    @Override
    public Mono<Void> write(long epoch, HistoryChapter chapter) {
        return moody(store.write(epoch, chapter));
    }

    private <T> Mono<T> moody(Mono<T> work) {
        return Mono.defer(() -> {
            if (random.nextInt(failsOneIn) > 0) {
                return later().then(work).delayUntil(_ -> later());
            }
            Mono<T> failure = Mono.error(new StoreUnavailable("a mood"));
            return random.nextBoolean()
                    ? later().then(failure)
                    : later().then(work).then(later()).then(failure);
        });
    }

    private Mono<Long> later() {
        return Mono.delay(Duration.ofMillis(random.nextInt(20)), time);
    }
}
