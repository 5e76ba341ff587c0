package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.SubjectTable;
import io.perfectorder.core.verdict.Judge;
import io.perfectorder.core.verdict.LiveOrder;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The facts of the subjects that are open or were touched lately; the others are read back from the journal. What a batch under way
 * touches is pinned and stays. Two generations: a subject that is touched moves to the young one; when that is full it becomes the
 * old one and the former old one is forgotten. So memory holds at most twice the capacity, without a list to keep in order.
 *
 * <p>Confined to the loop.
 */
final class FactsCache {
    /** Subjects come from strangers: see {@link SubjectTable}. */
    private static final long KEY = new SecureRandom().nextLong();

    private final int capacity;
    private SubjectTable<Slot> young = new SubjectTable<>(KEY);
    private SubjectTable<Slot> old = new SubjectTable<>(KEY);

    FactsCache(int capacity) {
        this.capacity = capacity;
    }

    /** One subject. Its facts are not known until they are loaded. */
    static final class Slot extends LiveOrder {
        private final String subject;
        private boolean claimed;
        private boolean known;
        private int pins;

        private Slot(String subject) {
            this.subject = subject;
        }

        @Override
        public boolean isAbout(String other) {
            return super.isAbout(other) || subject.equals(other);
        }

        String subject() {
            return subject;
        }

        /** Whether its facts must be loaded; only the first who asks is told so. */
        boolean claim() {
            boolean first = !claimed;
            claimed = true;
            return first;
        }

        void unpin() {
            pins--;
        }

        /** Whether the event is not among the facts; false when that cannot be told, or not at once. */
        boolean surelyLacks(OrderEvent event, Judge judge) {
            return known && judge.surelyLacks(this, event);
        }

        /** Adds events; {@code judge} is the same at every call. */
        VerdictChange add(List<OrderEvent> events, Judge judge) {
            if (!known) {
                throw new IllegalStateException("the facts were used before they were loaded");
            }
            Verdict before = judge.verdict(this);
            judge.add(this, events);
            return new VerdictChange(subject, before, judge.verdict(this));
        }
    }

    /** The slot of the subject, which is kept until it is unpinned as often: see {@link PinnedEntries}. */
    Slot pin(String subject) {
        Slot slot = young.get(subject);
        if (slot == null) {
            Slot former = old.remove(subject);
            slot = former == null ? new Slot(subject) : former;
            young.put(subject, slot);
        }
        slot.pins++;
        makeRoom();
        return slot;
    }

    /** Drops what is known of the subjects; false when some of them are pinned and stay. */
    boolean forget(Collection<String> subjects) {
        boolean gone = true;
        for (String subject : subjects) {
            gone &= dropped(young, subject);
            gone &= dropped(old, subject);
        }
        return gone;
    }

    private static boolean dropped(SubjectTable<Slot> generation, String subject) {
        Slot slot = generation.get(subject);
        if (slot == null || slot.pins == 0) {
            generation.remove(subject);
            return true;
        }
        return false;
    }

    static List<String> subjectsOf(List<Slot> slots) {
        return slots.stream().map(Slot::subject).toList();
    }

    /** What was read of the subjects; one that is not in the map has no facts yet. */
    static void loaded(List<Slot> slots, Map<String, OrderFacts> facts) {
        for (Slot slot : slots) {
            slot.known = true;
            slot.become(facts.getOrDefault(slot.subject, OrderFacts.none()));
        }
    }

    int size() {
        return young.size() + old.size();
    }

    private void makeRoom() {
        if (young.size() < capacity) {
            return;
        }
        SubjectTable<Slot> next = new SubjectTable<>(KEY);
        old.forEach(slot -> {
            if (slot.pins > 0) {
                next.put(slot.subject, slot);
            }
        });
        old = young;
        young = next;
    }
}
