package io.perfectorder.pipeline;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
    private CommitTrace trace = CommitTrace.NONE;

    Batch(List<JournalEntry> entries, List<Place> places) {
        this.entries = entries;
        this.places = places;
    }

    /** Pins the subjects until {@link #release}. */
    PinnedEntries pin(FactsCache cache) {
        pinned = PinnedEntries.of(entries, cache);
        return pinned;
    }

    PinnedEntries pinned() {
        return pinned;
    }

    /** Begins to be committed, for whoever follows what is in it; nothing is made where nobody does. */
    Batch begun(LoopWatch watch) {
        Set<LoopWatch.Origin> origins = Set.of();
        Submission before = null;
        for (Place place : places) {
            if (place.submission() != before) {
                before = place.submission();
                LoopWatch.Origin origin = before.origin(watch);
                if (!origin.equals(LoopWatch.Origin.NONE)) {
                    origins = origins.isEmpty() ? new LinkedHashSet<>() : origins;
                    origins.add(origin);
                }
            }
        }
        if (!origins.isEmpty()) {
            trace = watch.committing(origins, entries.size());
        }
        return this;
    }

    /** Runs a step that belongs to this batch. */
    void within(Runnable step) {
        trace.within(step);
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
        trace.durable();
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
        trace.applied();
        for (int i = 0; i < places.size(); i++) {
            Place place = places.get(i);
            place.submission().settle(place.index(), stored.get(i) ? Outcome.ACCEPTED : Outcome.DUPLICATE);
        }
    }

    void cancel(IntakeRefused reason) {
        commit.dispose();
        trace.broken(reason);
        places.forEach(place -> place.submission().refuse(reason));
    }
}
