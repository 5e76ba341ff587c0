package io.perfectorder.pipeline;

import io.perfectorder.core.order.EventIdentity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The line in which submissions wait, and the cutting of batches from its head: positions and recorded times are given out here, in
 * the order of arrival. An identity is never in two batches that are under way, as the journal asks: the later one waits. What waits is
 * bounded by the permits of the intake. Confined to the loop, but for {@link #erased}.
 */
final class BatchFormer {
    private static final int MAX_EVENTS = 5_000;
    private static final long MAX_BYTES = 4L << 20;

    private final InstantSource wall;
    private final ArrayDeque<Submission> line = new ArrayDeque<>();

    /** The number of the batch that holds the identity. */
    private final Map<EventIdentity, Integer> underWay = new HashMap<>();

    private volatile ErasedCustomers erased = ErasedCustomers.NONE;
    private int batches;
    private long lastPosition;
    private long lastRecordedMicros;

    BatchFormer(InstantSource wall) {
        this.wall = wall;
    }

    void continueAfter(JournalHead head) {
        lastPosition = head.lastPosition();
        lastRecordedMicros = head.lastRecordedMicros();
        erased = head.erased();
        underWay.clear();
    }

    /** Whose events change as they enter a batch. For any thread. */
    ErasedCustomers erased() {
        return erased;
    }

    void add(Submission submission) {
        line.addLast(submission);
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    void refuseAll(IntakeRefused reason) {
        while (!line.isEmpty()) {
            line.removeFirst().refuse(reason);
        }
    }

    /** The next batch; empty when the first event that waits cannot be given its tier yet, or is under way already. */
    Batch next(CustomerTiers customers) {
        int number = ++batches;
        long recorded = Math.max(lastRecordedMicros + 1, ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant()));
        List<JournalEntry> entries = new ArrayList<>();
        List<Batch.Place> places = new ArrayList<>();
        long bytes = 0;
        while (!line.isEmpty() && entries.size() < MAX_EVENTS && bytes < MAX_BYTES) {
            Submission first = line.getFirst();
            Incoming incoming = erased.entering(first.peek());
            EventIdentity identity = incoming.event().header().identity();
            if (!customers.settledFor(incoming.event())) {
                break;
            }
            Integer holder = underWay.putIfAbsent(identity, number);
            if (holder != null && holder != number) {
                break;
            }
            customers.begin(incoming.event());
            entries.add(
                    new JournalEntry(++lastPosition, recorded, customers.resolve(incoming.event()), incoming.raw()));
            places.add(new Batch.Place(first, first.take()));
            bytes += incoming.raw().length;
            if (!first.hasNext()) {
                line.removeFirst();
            }
        }
        if (!entries.isEmpty()) {
            lastRecordedMicros = recorded;
        }
        return new Batch(entries, places);
    }

    /** The batch is under way no more. */
    void end(Batch batch) {
        batch.entries().forEach(entry -> underWay.remove(entry.event().header().identity()));
    }
}
