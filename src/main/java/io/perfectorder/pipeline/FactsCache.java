package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.Judge;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import java.util.Collection;
import java.util.HashMap;
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
    private final int capacity;
    private Map<String, Slot> young = new HashMap<>();
    private Map<String, Slot> old = new HashMap<>();

    FactsCache(int capacity) {
        this.capacity = capacity;
    }

    /** The facts of one subject; not known until they are loaded. */
    static final class Slot {
        private final String subject;
        private OrderFacts facts = OrderFacts.none();
        private boolean claimed;
        private boolean known;
        private int pins;

        /**
         * What the facts mean, once somebody asked: what is the verdict after one batch is the verdict before the next. It is of earlier
         * facts while it is not judged.
         */
        private Verdict verdict = new Verdict.Waiting();

        private boolean judged;

        private Slot(String subject) {
            this.subject = subject;
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

        OrderFacts facts() {
            if (!known) {
                throw new IllegalStateException("the facts were used before they were loaded");
            }
            return facts;
        }

        // Facts that nothing was added to are the same object; comparing their content would cost more than judging
        // again.
        @SuppressWarnings("ReferenceEquality")
        void become(OrderFacts more) {
            if (more != facts) {
                facts = more;
                judged = false;
            }
        }

        /** The verdict by that judge, who is the same at every call. */
        Verdict verdict(Judge judge) {
            if (!judged) {
                verdict = judge.judge(facts(), verdict);
                judged = true;
            }
            return verdict;
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

    private static boolean dropped(Map<String, Slot> generation, String subject) {
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
        Map<String, Slot> next = new HashMap<>();
        old.forEach((subject, slot) -> {
            if (slot.pins > 0) {
                next.put(subject, slot);
            }
        });
        old = young;
        young = next;
    }
}
