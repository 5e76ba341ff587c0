package io.perfectorder.pipeline;

import java.util.BitSet;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Entries that are committed together, and who waits for them. Confined to the loop. */
final class Batch {
    /** Where an entry came from. */
    record Place(Submission submission, int index) {}

    private final List<JournalEntry> entries;
    private final List<Place> places;
    private PinnedEntries pinned = PinnedEntries.NONE;
    private BitSet stored = new BitSet();
    private boolean durable;
    private Disposable commit = Disposables.disposed();

    Batch(List<JournalEntry> entries, List<Place> places) {
        this.entries = entries;
        this.places = places;
    }

    /** Pins the subjects until {@link #release}. */
    PinnedEntries pin(FactsCache cache) {
        pinned = PinnedEntries.of(entries, cache);
        return pinned;
    }

    void cancelWith(Disposable underWay) {
        commit = underWay;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<JournalEntry> entries() {
        return entries;
    }

    void becomeDurable(BitSet storedEntries) {
        stored = storedEntries;
        durable = true;
    }

    boolean isDurable() {
        return durable;
    }

    /** The entries that were new to the journal. */
    PinnedEntries storedEntries() {
        return pinned.at(stored);
    }

    void release() {
        pinned.release();
    }

    void answer() {
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            place.submission().settle(place.index(), stored.get(i) ? Outcome.ACCEPTED : Outcome.DUPLICATE);
        }
    }

    void cancel(IntakeRefused reason) {
        commit.dispose();
        places.forEach(place -> place.submission().refuse(reason));
    }
}
