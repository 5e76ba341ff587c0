package io.perfectorder.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.pipeline.HistoryChapter.RecordedChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every store of the journal and of the verdict history promises. */
public abstract class JournalContract {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.000000001Z");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Journal journal;
    private VerdictHistory history;
    private long epoch;

    /** A store that is empty. */
    protected abstract Stores emptyStores();

    /** The two ports over one store. */
    public record Stores(Journal journal, VerdictHistory history) {}

    @BeforeEach
    void open() {
        Stores stores = emptyStores();
        journal = stores.journal();
        history = stores.history();
        JournalHead head = journal.open().block(LIMIT);
        assertThat(head.lastPosition()).isZero();
        epoch = head.epoch();
    }

    @Test
    void append_storesWhatIsNew_andTellsWhich() {
        append(entry(1, "s", "a"), entry(2, "s", "b"));

        BitSet stored = append(entry(3, "s", "b"), entry(4, "t", "b"), entry(5, "s", "c"), entry(6, "s", "c"));

        assertThat(stored).isEqualTo(BitSet.valueOf(new long[] {0b0110}));
        assertThat(positionsAfter(0)).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void append_ofWhatIsTakenToBeNewAndIsNot_storesItOnceToo() {
        append(entry(1, "s", "a"), entry(2, "s", "b"));
        List<JournalEntry> entries =
                List.of(entry(3, "s", "b"), entry(4, "t", "b"), entry(5, "s", "a"), entry(6, "t", "b"));

        BitSet stored = journal.append(epoch, entries, BitSet.valueOf(new long[] {0b0100}))
                .block(LIMIT);

        assertThat(stored).isEqualTo(BitSet.valueOf(new long[] {0b0010}));
        assertThat(positionsAfter(0)).containsExactly(1L, 2L, 4L);
    }

    @Test
    void append_withoutDoubtStoresEverything() {
        BitSet stored = journal.append(epoch, List.of(entry(1, "s", "a"), entry(2, "s", "b")), new BitSet())
                .block(LIMIT);

        assertThat(stored.cardinality()).isEqualTo(2);
        assertThat(positionsAfter(0)).containsExactly(1L, 2L);
    }

    @Test
    void append_nothingIsDoneBeforeSubscription() {
        journal.append(epoch, List.of(entry(1, "s", "a")), new BitSet());

        assertThat(positionsAfter(0)).isEmpty();
    }

    @Test
    void appendsAtTheSameTime_storeEveryIdentityOnce() {
        JournalEntry[] known = IntStream.range(0, 100)
                .mapToObj(i -> entry(i + 1L, "s", "id" + i * 16))
                .toArray(JournalEntry[]::new);
        append(known);
        List<List<JournalEntry>> batches = IntStream.range(0, 8)
                .mapToObj(batch -> IntStream.range(0, 400)
                        .mapToObj(i -> entry(batch * 400L + i + 101, "s", "id" + (i / 2 * 8 + batch)))
                        .toList())
                .toList();

        List<BitSet> stored = Flux.fromIterable(batches)
                .flatMap(batch -> append(batch), 8)
                .collectList()
                .block(LIMIT);

        assertThat(stored.stream().mapToInt(BitSet::cardinality).sum()).isEqualTo(1_500);
        assertThat(positionsAfter(0)).hasSize(1_600).doesNotHaveDuplicates();
    }

    /** What the writer must not do is never a second entry. */
    @Test
    void oneIdentityInAppendsAtTheSameTime_isStoredOnceAtMost() {
        for (int round = 0; round < 20; round++) {
            long from = round * 100L;
            List<Integer> stored = Flux.range(1, 8)
                    .flatMap(
                            number -> append(List.of(entry(from + number, "s", "round" + from)))
                                    .map(BitSet::cardinality)
                                    .onErrorReturn(0),
                            8)
                    .collectList()
                    .block(LIMIT);

            assertThat(stored).filteredOn(count -> count == 1).hasSize(1);
            assertThat(positionsAfter(from)).hasSize(1);
        }
    }

    @Test
    void openedByAnother_theFormerWriterIsShutOut() {
        long former = epoch;
        epoch = journal.open().block(LIMIT).epoch();

        StepVerifier.create(journal.append(former, List.of(entry(1, "s", "a")), new BitSet()))
                .expectErrorMessage("another writer has opened the journal since")
                .verify(LIMIT);
        StepVerifier.create(history.write(former, chapter(List.of(), Progress.NONE, Optional.empty())))
                .expectErrorMessage("another writer has opened the journal since")
                .verify(LIMIT);

        assertThat(positionsAfter(0)).isEmpty();
        assertThat(append(entry(1, "s", "a")).cardinality()).isEqualTo(1);
    }

    @Test
    void head_isThatOfTheLastEntry() {
        append(entry(7, "s", "a"), entry(9, "s", "b"));

        JournalHead head = journal.open().block(LIMIT);

        assertThat(head.lastPosition()).isEqualTo(9);
        assertThat(head.lastRecordedMicros()).isEqualTo(9_000);
        assertThat(head.epoch()).isGreaterThan(epoch);
    }

    @Test
    void factsOf_holdsTheEntriesUpToThePosition() {
        append(placed(1, "order-1"), entry(2, "s", "b", "order-1"), entry(3, "s", "c", "order-2"));

        var facts = journal.factsOf(List.of("order-1", "order-2", "order-3"), 1).block(LIMIT);

        assertThat(facts).containsOnlyKeys("order-1");
        assertThat(facts.get("order-1").events())
                .containsExactly(placed(1, "order-1").event());
        assertThat(journal.factsOf(List.of("order-1"), 2)
                        .block(LIMIT)
                        .get("order-1")
                        .events())
                .hasSize(2);
        assertThat(journal.factsOf(List.of(), 2).block(LIMIT)).isEmpty();
    }

    @Test
    void after_givesTheNextEntriesAsTheyWereStored() {
        append(placed(1, "order-1"), entry(2, "s", "b"), entry(3, "s", "c"));

        List<JournalEntry> next = journal.after(0, 2).block(LIMIT);

        assertThat(next).extracting(JournalEntry::position).containsExactly(1L, 2L);
        assertThat(next.getFirst().event()).isEqualTo(placed(1, "order-1").event());
        assertThat(next.getFirst().recordedMicros()).isEqualTo(1_000);
        assertThat(positionsAfter(2)).containsExactly(3L);
    }

    @Test
    void history_givesBackProgressCheckpointAndTiers() {
        Progress progress = new Progress(5, 5_000, 4, Optional.of(TIME));
        history.open("policy").block(LIMIT);
        history.write(epoch, chapter(List.of(change()), progress, Optional.of(new Checkpoint(progress, new byte[] {1, 2
                }))))
                .block(LIMIT);
        Progress later = new Progress(6, 6_000, 5, Optional.of(TIME));
        history.write(
                        epoch,
                        new HistoryChapter(
                                List.of(restated(), due("order-2")),
                                Map.of("c1", Optional.empty(), "c3", Optional.of("t3")),
                                later,
                                Optional.empty()))
                .block(LIMIT);

        HistoryState state = history.open("policy").block(LIMIT);

        assertThat(state.progress()).isEqualTo(later);
        assertThat(state.customerTiers()).isEqualTo(Map.of("c2", "t2", "c3", "t3"));
        assertThat(state.checkpoint().orElseThrow().progress()).isEqualTo(progress);
        assertThat(state.checkpoint().orElseThrow().state()).containsExactly(1, 2);
        assertThat(history.recordedAfter(5_000, 6_000).block(LIMIT))
                .as("one order is another verdict now, one is new: the first verdict was in the checkpoint")
                .containsExactlyInAnyOrder(cell(255, -1), cell(254, 1), cell(7, 1));
    }

    @Test
    void history_addsUpWhatWasPutInLessWhatWasTakenOut() {
        Progress progress = new Progress(6, 6_000, 5, Optional.of(TIME));
        history.open("policy").block(LIMIT);
        history.write(epoch, chapter(List.of(change(), restated()), progress, Optional.empty()))
                .block(LIMIT);
        long minute = cell(254, 1).minute();

        assertThat(history.open("policy").block(LIMIT).checkpoint()).isEmpty();
        assertThat(history.recordedAfter(0, 6_000).block(LIMIT)).containsExactly(cell(254, 1));
        assertThat(history.recordedAfter(0, 5_000).block(LIMIT)).containsExactly(cell(255, 1));
        assertThat(history.recordedAfter(6_000, 9_000).block(LIMIT)).isEmpty();
        assertThat(history.dueAfter(minute - 1, 6_000).block(LIMIT)).containsExactly(cell(254, 1));
        assertThat(history.dueAfter(minute - 1, 5_000).block(LIMIT)).containsExactly(cell(255, 1));
        assertThat(history.dueAfter(minute, 6_000).block(LIMIT)).isEmpty();
    }

    @Test
    void history_ofAnotherPolicyIsEmptied() {
        Progress progress = new Progress(5, 5_000, 4, Optional.empty());
        history.open("policy").block(LIMIT);
        history.write(epoch, chapter(List.of(change()), progress, Optional.of(new Checkpoint(progress, new byte[1]))))
                .block(LIMIT);

        HistoryState state = history.open("another").block(LIMIT);

        assertThat(state.progress()).isEqualTo(Progress.NONE);
        assertThat(state.checkpoint()).isEmpty();
        assertThat(state.customerTiers()).isEmpty();
    }

    private BitSet append(JournalEntry... entries) {
        return append(List.of(entries)).block(LIMIT);
    }

    /** By a caller that knows nothing. */
    private Mono<BitSet> append(List<JournalEntry> entries) {
        BitSet all = new BitSet();
        all.set(0, entries.size());
        return journal.append(epoch, entries, all);
    }

    private List<Long> positionsAfter(long position) {
        return new ArrayList<>(journal.after(position, 10_000).block(LIMIT))
                .stream().map(JournalEntry::position).toList();
    }

    private static HistoryChapter chapter(
            List<RecordedChange> changes, Progress progress, Optional<Checkpoint> checkpoint) {
        return new HistoryChapter(
                changes, Map.of("c1", Optional.of("t1"), "c2", Optional.of("t2")), progress, checkpoint);
    }

    private static RecordedChange change() {
        return new RecordedChange(new VerdictChange("order-1", new Verdict.Waiting(), judged(255)), 5, 5_000);
    }

    /** What {@link #change} put in becomes another verdict. */
    private static RecordedChange restated() {
        Verdict before = change().change().after();
        return new RecordedChange(new VerdictChange("order-1", before, judged(254)), 6, 6_000);
    }

    private static RecordedChange due(String order) {
        return new RecordedChange(new VerdictChange(order, new Verdict.Waiting(), judged(7)), 6, 6_000);
    }

    private static Verdict judged(int met) {
        return new Verdict.Judged(TIME, new Dimensions("t", "r", "d", "c", "customer", "ch"), met);
    }

    private static ScopedCells.Cell cell(int met, int orders) {
        long minute = TIME.getEpochSecond() / 60 + 1;
        return new ScopedCells.Cell(new Dimensions("t", "r", "d", "c", "", "ch"), minute, met, orders);
    }

    private static JournalEntry entry(long position, String source, String id) {
        return entry(position, source, id, "order-1");
    }

    private static JournalEntry entry(long position, String source, String id, String subject) {
        EventHeader header = new EventHeader(new EventIdentity(source, id), subject, TIME);
        String raw = """
                {"specversion":"1.0","id":"%s","source":"%s","type":"order.cancelled","subject":"%s",\
                "time":"%s","data":{"by":"supplier"}}""".formatted(id, source, subject, TIME);
        return new JournalEntry(
                position,
                position * 1_000,
                new OrderEvent.Cancelled(header, Party.SUPPLIER),
                raw.getBytes(StandardCharsets.UTF_8));
    }

    /** Sent without a tier, which was resolved. */
    private static JournalEntry placed(long position, String subject) {
        EventHeader header = new EventHeader(new EventIdentity("é", "\uD83D\uDE9A"), subject, TIME);
        String raw = """
                {"specversion":"1.0","id":"%s","source":"%s","type":"order.placed","subject":"%s","time":"%s",\
                "data":{"customerId":"c","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":1.5}]}}""".formatted("\uD83D\uDE9A", "é", subject, TIME, TIME);
        return new JournalEntry(
                position,
                position * 1_000,
                new OrderEvent.Placed(
                        header,
                        "c",
                        "resolved",
                        null,
                        null,
                        null,
                        null,
                        null,
                        TIME,
                        List.of(new OrderLine(1, "s", new Quantity(1_500)))),
                raw.getBytes(StandardCharsets.UTF_8));
    }
}
