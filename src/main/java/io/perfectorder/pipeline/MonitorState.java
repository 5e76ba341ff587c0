package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.verdict.CustomerFacts;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.Judge;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.pipeline.HistoryChapter.RecordedChange;
import io.perfectorder.pipeline.ScopedCells.Cell;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the loop knows: the facts of the open and recent orders, the cube, the tiers of customers and how far the journal has been
 * applied. Entries are applied in order of position, each once; the facts of their subjects are pinned and loaded before. Confined to
 * the loop.
 */
final class MonitorState {
    private final Judge judge;
    private final FactsCache cache;
    private final CustomerTiers customers;
    private final ServiceLevelCube cube;
    private Progress progress;

    private MonitorState(
            GraceByTier grace, FactsCache cache, CustomerTiers customers, ServiceLevelCube cube, Progress progress) {
        this.judge = new Judge(grace);
        this.cache = cache;
        this.customers = customers;
        this.cube = cube;
        this.progress = progress;
    }

    static MonitorState empty(GraceByTier grace, int cachedSubjects) {
        return new MonitorState(
                grace,
                new FactsCache(cachedSubjects),
                new CustomerTiers(Map.of()),
                new ServiceLevelCube(),
                Progress.NONE);
    }

    /** The state at the progress of the history; the cube lacks the cells, which are added to it. */
    static MonitorState restored(MonitorPolicy policy, HistoryState history, ServiceLevelCube cube, List<Cell> cells) {
        cells.forEach(cell -> cube.add(cell.dimensions(), cell.minute(), cell.met(), cell.orders()));
        return new MonitorState(
                policy.grace(),
                new FactsCache(policy.cachedSubjects()),
                new CustomerTiers(history.customerTiers()),
                cube,
                history.progress());
    }

    Progress progress() {
        return progress;
    }

    FactsCache cache() {
        return cache;
    }

    CustomerTiers customers() {
        return customers;
    }

    ServiceLevelCube cube() {
        return cube;
    }

    Checkpoint checkpoint() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            cube.writeTo(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Checkpoint(progress, bytes.toByteArray());
    }

    /** What a list of entries did: the changes of verdicts, and the tiers of customers that changed. */
    record Applied(List<RecordedChange> changes, Map<String, Optional<String>> customerTiers) {
        /** How many of the changes are to minutes that were shown at the instant. */
        long restated(Instant shownTo) {
            return changes.stream()
                    .map(RecordedChange::change)
                    .filter(change -> isShown(change.before(), shownTo) || isShown(change.after(), shownTo))
                    .count();
        }

        private static boolean isShown(Verdict verdict, Instant shownTo) {
            return verdict instanceof Verdict.Judged judged
                    && !judged.deadline().isAfter(shownTo);
        }
    }

    /** The entries that cannot be told to be new from what is in memory: those of orders that are not, and those that are known. */
    BitSet doubtful(PinnedEntries entries) {
        BitSet doubtful = new BitSet(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            doubtful.set(i, !entries.slot(i).surelyLacks(entries.entry(i).event(), judge));
        }
        return doubtful;
    }

    /** Applies entries of one recorded time. An order that several of them touch changes once. */
    Applied apply(PinnedEntries entries) {
        Map<FactsCache.Slot, Touched> touched = LinkedHashMap.newLinkedHashMap(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            JournalEntry entry = entries.entry(i);
            touched.computeIfAbsent(entries.slot(i), _ -> new Touched(entry)).add(entry);
            progress = progress.with(entry);
        }
        List<RecordedChange> changes = new ArrayList<>(touched.size());
        Map<String, Optional<String>> tiers = new HashMap<>();
        touched.forEach((slot, by) -> {
            VerdictChange change = slot.add(by.events, judge);
            if (!change.changesNothing()) {
                cube.apply(change);
                changes.add(new RecordedChange(change, by.last.position(), by.last.recordedMicros()));
            }
            if (by.customer && registers(slot.facts())) {
                Optional<String> tier = CustomerFacts.tierOf(slot.facts());
                if (customers.become(slot.subject(), tier)) {
                    tiers.put(slot.subject(), tier);
                }
            }
        });
        return new Applied(changes, tiers);
    }

    private static boolean registers(OrderFacts facts) {
        return facts.events().stream().anyMatch(OrderEvent.CustomerRegistered.class::isInstance);
    }

    /** What touches one subject in a list of entries. */
    private static final class Touched {
        private final List<OrderEvent> events = new ArrayList<>(2);
        private JournalEntry last;
        private boolean customer;

        Touched(JournalEntry first) {
            this.last = first;
        }

        void add(JournalEntry entry) {
            last = entry;
            events.add(entry.event());
            customer |= CustomerTiers.concerns(entry.event());
        }
    }
}
