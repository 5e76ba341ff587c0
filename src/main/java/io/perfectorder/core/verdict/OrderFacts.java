package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.OrderEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The set of events of one subject, and what it means. Immutable. The meaning depends on the set only, never on the order, number or
 * batches in which the events arrived; of two events with one identity the first stays.
 *
 * <p>The events are held as bytes in the {@link FactsFormat}, one array for all: a few hundred bytes for a whole order. What is asked
 * all the time, {@link #with} and {@link #judge}, reads the bytes; what is asked now and then reads the events.
 */
public final class OrderFacts {
    private static final OrderFacts NONE = new OrderFacts(new byte[] {FactsFormat.VERSION});

    /** The verdict on any order that waits. */
    static final Verdict WAITING = new Verdict.Waiting();

    /** What an object and its array take beside the bytes, with compressed references. */
    static final int OBJECT_BYTES = 32;

    /** From this many new events on, they are sorted and merged, so that an order with very many events is not copied for each. */
    private static final int MANY = 8;

    private final byte[] bytes;

    private OrderFacts(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The facts in the first bytes of an array, so many. */
    static OrderFacts of(byte[] bytes, int length) {
        return length == 1 ? NONE : new OrderFacts(Arrays.copyOf(bytes, length));
    }

    /** No facts. */
    public static OrderFacts none() {
        return NONE;
    }

    /**
     * The facts that {@link #bytes()} gave out.
     *
     * @throws IllegalArgumentException when the version is another or an event is cut off; the content is not checked
     */
    public static OrderFacts ofBytes(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FactsFormat.VERSION) {
            throw new IllegalArgumentException("facts: the version is not " + FactsFormat.VERSION);
        }
        if (bytes.length == 1) {
            return NONE;
        }
        byte[] copy = bytes.clone();
        FactsReader in = new FactsReader(copy);
        while (in.next()) {}
        if (in.end() != copy.length) {
            throw new IllegalArgumentException("facts: the last event is cut off");
        }
        return new OrderFacts(copy);
    }

    /** The facts in a form that can be stored; the first byte is the version of the format. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The memory that these facts take, in bytes. */
    public int sizeBytes() {
        return OBJECT_BYTES + (bytes.length + 7) / 8 * 8;
    }

    /**
     * These facts and one more. An event whose identity is known already changes nothing, whatever its content.
     *
     * @throws IllegalArgumentException when the event is about another subject
     */
    public OrderFacts with(OrderEvent event) {
        FactsReader in = new FactsReader(bytes);
        FactsWriter writer = new FactsWriter();
        if (isEmpty()) {
            return new OrderFacts(writer.first(event, in).toArray());
        }
        int place = placeOf(event.header(), in);
        if (place < 0) {
            return this;
        }
        return new OrderFacts(
                place == in.firstAt()
                        ? withFirst(event)
                        : writer.event(event, in).splicedInto(bytes, place));
    }

    /** These facts and more, as if added one after the other; many are merged in one pass over the bytes. */
    public OrderFacts withAll(Collection<? extends OrderEvent> more) {
        if (more.size() < MANY) {
            OrderFacts facts = this;
            for (OrderEvent event : more) {
                facts = facts.with(event);
            }
            return facts;
        }
        List<OrderEvent> fresh = unknownOf(more);
        fresh.sort((left, right) -> left.header().compareTo(right.header()));
        if (fresh.isEmpty()) {
            return this;
        }
        if (isEmpty()) {
            return new OrderFacts(FactsWriter.facts(fresh));
        }
        if (placeOf(fresh.getFirst().header(), new FactsReader(bytes)) == new FactsReader(bytes).firstAt()) {
            return new OrderFacts(FactsWriter.facts(merged(events(), fresh)));
        }
        return new OrderFacts(FactsWriter.merged(bytes, fresh));
    }

    /** Of several events those that are not known, the first of each identity. */
    private List<OrderEvent> unknownOf(Collection<? extends OrderEvent> more) {
        Map<EventIdentity, OrderEvent> unknown = new LinkedHashMap<>();
        BitSet digests = new BitSet();
        FactsReader in = new FactsReader(bytes);
        String subject = isEmpty() ? more.iterator().next().header().subject() : in.subject();
        for (OrderEvent event : more) {
            EventHeader header = event.header();
            if (!header.subject().equals(subject)) {
                throw otherSubject(header.subject(), subject);
            }
            unknown.putIfAbsent(header.identity(), event);
            digests.set(FactsFormat.digestOf(header.identity()) & 0xFF);
        }
        while (in.next()) {
            if (digests.get(in.digest() & 0xFF)) {
                in.skipTime();
                unknown.remove(in.identity());
            }
        }
        return new ArrayList<>(unknown.values());
    }

    private static List<OrderEvent> merged(List<OrderEvent> known, List<OrderEvent> fresh) {
        List<OrderEvent> all = new ArrayList<>(known);
        all.addAll(fresh);
        all.sort((left, right) -> left.header().compareTo(right.header()));
        return all;
    }

    private static IllegalArgumentException otherSubject(String subject, String expected) {
        return new IllegalArgumentException("subject: " + subject + " is not " + expected);
    }

    /** Where an event of that header is to be put, -1 when its identity is known. */
    static int placeOf(EventHeader header, FactsReader in) {
        if (!in.isAbout(header.subject())) {
            throw otherSubject(header.subject(), in.subject());
        }
        byte digest = FactsFormat.digestOf(header.identity());
        long seconds = header.time().getEpochSecond();
        int nanos = header.time().getNano();
        int place = in.firstAt();
        while (in.next()) {
            in.time();
            int byTime =
                    in.seconds() != seconds ? Long.compare(in.seconds(), seconds) : Integer.compare(in.nanos(), nanos);
            if (byTime == 0 || in.digest() == digest) {
                int byIdentity = in.identity().compareTo(header.identity());
                if (byIdentity == 0) {
                    return -1;
                }
                byTime = byTime == 0 ? byIdentity : byTime;
            }
            if (byTime < 0) {
                place = in.end();
            }
        }
        return place;
    }

    private byte[] withFirst(OrderEvent event) {
        return FactsWriter.facts(merged(events(), List.of(event)));
    }

    public boolean isEmpty() {
        return bytes.length == 1;
    }

    /** All events, retracted and superseded ones included, in order of (time, source, id). */
    public List<OrderEvent> events() {
        return isEmpty() ? List.of() : FactsDecoder.events(bytes);
    }

    /**
     * The verdict. Quantities are summed without bound, so no sum overflows; a deadline beyond the range of {@link Instant} is that
     * range's end.
     */
    public Verdict judge(GraceByTier grace) {
        if (isEmpty()) {
            return WAITING;
        }
        Verdict verdict = new UsualOrder().judge(bytes, bytes.length, grace, WAITING, EventKind.ALL);
        return verdict == null ? judgeEvents(grace) : verdict;
    }

    /** The same verdict, from the events instead of the bytes. */
    Verdict judgeEvents(GraceByTier grace) {
        Agreement agreement = Agreement.of(Counting.of(events()), grace);
        return agreement == null ? WAITING : agreement.verdict();
    }

    /** For each criterion, met or not, an English sentence with the facts behind it. Empty while the order waits. */
    public Map<Criterion, String> because(GraceByTier grace) {
        Map<Criterion, String> because = new EnumMap<>(Criterion.class);
        explain(grace)
                .ifPresent(explanation -> explanation
                        .reasons()
                        .forEach((criterion, reasons) -> because.put(criterion, EnglishReasons.sentence(reasons))));
        return Collections.unmodifiableMap(because);
    }

    /** What was agreed, what became of it, and why. Empty while the order waits. */
    public Optional<Explanation> explain(GraceByTier grace) {
        return Optional.ofNullable(Agreement.of(Counting.of(events()), grace)).map(Explanation::of);
    }

    /** What each event does to the verdict, in order of (time, source, id). Of a waiting order: what it will do. */
    public Map<EventIdentity, EventEffect> effects() {
        return Counting.of(events()).effects();
    }

    /**
     * When the last delivery still on its way is expected: the latest, over deliveries not yet completed, of the estimate with the
     * greatest (time, source, id) for that delivery. Empty when nothing is on its way or nobody gave an estimate.
     */
    public Optional<Instant> latestEstimatedArrival() {
        return Counting.of(events()).latestEstimatedArrival();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderFacts facts && Arrays.equals(bytes, facts.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "OrderFacts" + events();
    }
}
