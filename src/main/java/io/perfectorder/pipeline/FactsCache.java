package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.Judge;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
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
        private OrderFacts facts = OrderFacts.none();
        private boolean known;
        private int pins;

        /**
         * What the facts mean, once somebody asked: what is the verdict after one batch is the verdict before the next. It is of earlier
         * facts while it is not judged.
         */
        private Verdict verdict = new Verdict.Waiting();

        private boolean judged;

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

    /** Keeps the subject until it is unpinned as often; true when its facts must be loaded, which only the first is told. */
    boolean pin(String subject) {
        Slot slot = young.get(subject);
        boolean fresh = false;
        if (slot == null) {
            Slot former = old.remove(subject);
            fresh = former == null;
            slot = former == null ? new Slot() : former;
            young.put(subject, slot);
        }
        slot.pins++;
        makeRoom();
        return fresh;
    }

    void unpin(String subject) {
        pinned(subject).pins--;
    }

    /** The slot of a pinned subject. */
    Slot pinned(String subject) {
        Slot slot = young.get(subject);
        if (slot == null) {
            slot = old.get(subject);
        }
        if (slot == null) {
            throw new IllegalStateException("a pinned subject was forgotten");
        }
        return slot;
    }

    /** What was read of the subjects; one that is not in the map has no facts yet. */
    void loaded(List<String> subjects, Map<String, OrderFacts> facts) {
        for (String subject : subjects) {
            Slot slot = pinned(subject);
            slot.known = true;
            slot.become(facts.getOrDefault(subject, OrderFacts.none()));
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
