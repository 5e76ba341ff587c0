package io.perfectorder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.verdict.GraceByTier;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which identities the journal is asked about: those that memory cannot tell to be new. */
class DoubtfulEntriesTest {
    private final MonitorState state = MonitorState.empty(GraceByTier.NONE, 100);
    private long position;

    @Test
    void anOrderThatIsNotInMemory_isInDoubt() {
        assertThat(state.doubtful(pinned(event("a", "1"), event("b", "1")))).isEqualTo(bits(0, 1));
    }

    @Test
    void ofAnOrderInMemory_onlyAKnownEventIsInDoubt() {
        apply(event("a", "1"), event("a", "2"));

        assertThat(state.doubtful(pinned(event("a", "3"), event("a", "1"), event("a", "2"), event("b", "4"))))
                .isEqualTo(bits(1, 2, 3));
    }

    @Test
    void anOrderThatIsBeingLoaded_isInDoubt() {
        PinnedEntries loading = pinned(event("a", "1"));
        loading.toLoad();

        assertThat(state.doubtful(pinned(event("a", "2")))).isEqualTo(bits(0));
    }

    @Test
    void anOrderOfVeryManyEvents_isInDoubt_sinceToLookCostsMore() {
        apply(IntStream.range(0, 1_000).mapToObj(i -> event("a", "event-" + i)).toArray(OrderEvent[]::new));

        assertThat(state.doubtful(pinned(event("a", "new")))).isEqualTo(bits(0));
    }

    private void apply(OrderEvent... events) {
        PinnedEntries entries = pinned(events);
        FactsCache.loaded(entries.toLoad(), Map.of());
        state.apply(entries);
        entries.release();
    }

    private PinnedEntries pinned(OrderEvent... events) {
        List<JournalEntry> entries = List.of(events).stream()
                .map(event -> new JournalEntry(++position, 1, event, new byte[1]))
                .toList();
        return PinnedEntries.of(entries, state.cache());
    }

    private static OrderEvent event(String order, String id) {
        return new OrderEvent.Cancelled(
                new EventHeader(new EventIdentity("s", id), order, Instant.EPOCH), Party.CUSTOMER);
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        IntStream.of(set).forEach(bits::set);
        return bits;
    }
}
