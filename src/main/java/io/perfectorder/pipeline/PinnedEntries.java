package io.perfectorder.pipeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Entries, each with the slot of its subject, which stays in memory until it is released. So a subject is looked up once for an event,
 * and not again when the event is applied and when it is released. Confined to the loop.
 */
final class PinnedEntries {
    static final PinnedEntries NONE = new PinnedEntries(List.of(), List.of());

    private final List<JournalEntry> entries;
    private final List<FactsCache.Slot> slots;

    private PinnedEntries(List<JournalEntry> entries, List<FactsCache.Slot> slots) {
        this.entries = entries;
        this.slots = slots;
    }

    /** Pins the subjects of the entries. */
    static PinnedEntries of(List<JournalEntry> entries, FactsCache cache) {
        List<FactsCache.Slot> slots = new ArrayList<>(entries.size());
        for (JournalEntry entry : entries) {
            slots.add(cache.pin(entry.event().header().subject()));
        }
        return new PinnedEntries(entries, slots);
    }

    /** The slots whose facts nobody has loaded or begun to load: the caller must. */
    List<FactsCache.Slot> toLoad() {
        return slots.stream().filter(FactsCache.Slot::claim).toList();
    }

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    JournalEntry entry(int i) {
        return entries.get(i);
    }

    FactsCache.Slot slot(int i) {
        return slots.get(i);
    }

    /** The entries at those places. */
    PinnedEntries at(BitSet places) {
        if (places.cardinality() == entries.size()) {
            return this;
        }
        return new PinnedEntries(
                places.stream().mapToObj(entries::get).toList(),
                places.stream().mapToObj(slots::get).toList());
    }

    /** The entries from one place, inclusive, to another, exclusive. */
    PinnedEntries part(int from, int to) {
        return new PinnedEntries(entries.subList(from, to), slots.subList(from, to));
    }

    void release() {
        slots.forEach(FactsCache.Slot::unpin);
    }
}
