package io.perfectorder.pipeline;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.pipeline.HistoryChapter.RecordedChange;
import io.perfectorder.pipeline.ScopedCells.Cell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Journal and verdict history in memory, for one thread. It passes the contracts that the PostgreSQL ones pass. */
final class InMemoryStore implements Journal, VerdictHistory, WrittenElsewhere {
    final TreeMap<Long, JournalEntry> entries = new TreeMap<>();
    final List<RecordedChange> changes = new ArrayList<>();
    private final Set<EventIdentity> identities = new HashSet<>();
    private final Map<String, String> customerTiers = new HashMap<>();
    private String policy = "";
    private Progress progress = Progress.NONE;
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private long epoch;

    @Override
    public Mono<JournalHead> open() {
        return Mono.fromSupplier(() -> new JournalHead(
                ++epoch,
                entries.isEmpty() ? 0 : entries.lastKey(),
                entries.isEmpty() ? 0 : entries.lastEntry().getValue().recordedMicros()));
    }

    @Override
    public Mono<BitSet> append(long epoch, List<JournalEntry> batch, BitSet doubtful) {
        return Mono.fromSupplier(() -> {
            holdEpoch(epoch);
            BitSet stored = new BitSet();
            for (int i = 0; i < batch.size(); i++) {
                JournalEntry entry = batch.get(i);
                if (identities.add(entry.event().header().identity())) {
                    stored.set(i);
                    entries.put(entry.position(), entry);
                }
            }
            return stored;
        });
    }

    @Override
    public Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects, long upToPosition) {
        return Mono.fromSupplier(() -> {
            Map<String, OrderFacts> facts = new HashMap<>();
            for (JournalEntry entry : entries.headMap(upToPosition, true).values()) {
                String subject = entry.event().header().subject();
                if (subjects.contains(subject)) {
                    facts.put(
                            subject,
                            facts.getOrDefault(subject, OrderFacts.none()).with(entry.event()));
                }
            }
            return facts;
        });
    }

    @Override
    public Mono<List<JournalEntry>> after(long position, int limit) {
        return Mono.fromSupplier(() ->
                entries.tailMap(position, false).values().stream().limit(limit).toList());
    }

    @Override
    public Mono<HistoryState> open(String judgedBy) {
        return Mono.fromSupplier(() -> {
            if (!policy.equals(judgedBy)) {
                policy = judgedBy;
                progress = Progress.NONE;
                checkpoint = Optional.empty();
                changes.clear();
                customerTiers.clear();
            }
            return state(progress);
        });
    }

    @Override
    public Mono<Void> write(long epoch, HistoryChapter chapter) {
        return Mono.fromRunnable(() -> {
            holdEpoch(epoch);
            changes.addAll(chapter.changes());
            chapter.customerTiers()
                    .forEach((customer, tier) -> tier.ifPresentOrElse(
                            name -> customerTiers.put(customer, name), () -> customerTiers.remove(customer)));
            progress = chapter.progress();
            checkpoint = chapter.checkpoint().or(() -> checkpoint);
        });
    }

    @Override
    public Mono<HistoryState> history(String judgedBy) {
        return progress(judgedBy).map(this::state);
    }

    @Override
    public Mono<Progress> progress(String judgedBy) {
        return Mono.fromSupplier(() -> {
            if (!policy.equals(judgedBy)) {
                throw new StoreUnavailable("another policy");
            }
            return progress;
        });
    }

    @Override
    public Mono<Long> endOfJournal() {
        return Mono.fromSupplier(() -> entries.isEmpty() ? 0 : entries.lastKey());
    }

    @Override
    public Mono<List<Cell>> recordedAfter(long afterMicros, long untilMicros) {
        return Mono.fromSupplier(() -> cells(afterMicros, untilMicros, _ -> true));
    }

    @Override
    public Mono<List<Cell>> dueAfter(long minute, long untilMicros) {
        return Mono.fromSupplier(() -> cells(0, untilMicros, cell -> cell.minute() > minute));
    }

    private HistoryState state(Progress reached) {
        return new HistoryState(reached, checkpoint, customerTiers);
    }

    private List<Cell> cells(long afterMicros, long untilMicros, Predicate<Cell> wanted) {
        Map<Cell, Integer> sums = new HashMap<>();
        for (RecordedChange recorded : changes) {
            if (recorded.recordedMicros() > afterMicros && recorded.recordedMicros() <= untilMicros) {
                count(recorded.change().after(), 1, sums);
                count(recorded.change().before(), -1, sums);
            }
        }
        return sums.entrySet().stream()
                .filter(sum -> sum.getValue() != 0 && wanted.test(sum.getKey()))
                .map(sum -> new Cell(
                        sum.getKey().dimensions(),
                        sum.getKey().minute(),
                        sum.getKey().met(),
                        sum.getValue()))
                .toList();
    }

    private static void count(Verdict verdict, int orders, Map<Cell, Integer> sums) {
        if (verdict instanceof Verdict.Judged judged) {
            long minute = judged.deadline().plusSeconds(60).minusNanos(1).getEpochSecond() / 60;
            Dimensions own = judged.dimensions();
            Dimensions anyCustomer = new Dimensions(
                    own.tier(), own.region(), own.distributionCentre(), own.carrier(), "", own.channel());
            sums.merge(new Cell(anyCustomer, minute, judged.met(), 0), orders, Integer::sum);
        }
    }

    /** Whether an event of the same identity and subject is stored. */
    boolean holds(JournalEntry other) {
        EventHeader header = other.event().header();
        return entries.values().stream()
                .map(entry -> entry.event().header())
                .anyMatch(known -> known.identity().equals(header.identity())
                        && known.subject().equals(header.subject()));
    }

    private void holdEpoch(long held) {
        if (held != epoch) {
            throw new IllegalStateException("another writer has opened the journal since");
        }
    }
}
