package io.perfectorder.core.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fact that decided whether a criterion is met. A criterion has one or more; a screen writes them out in the viewer's language. */
public sealed interface Reason {
    /** The customer cancelled before any delivery. */
    record CustomerCancelled(Instant at) implements Reason {}

    /** {@code count} deliveries came, at least 1. */
    record DeliveriesCame(int count, Instant last) implements Reason {}

    /** Nothing was delivered; {@code supplierCancelled} when the supplier gave up. */
    record NothingDelivered(Optional<Instant> supplierCancelled) implements Reason {}

    /** How long one has to be on time. */
    record DeadlineIs(Instant deadline) implements Reason {}

    /** The first delivery came before the promised window opened. */
    record CameEarly(Duration by, Instant promisedFrom) implements Reason {}

    /** The last delivery came after the deadline. */
    record CameLate(Duration by) implements Reason {}

    /** The last delivery came at or before the deadline. */
    record CameInTime(Duration before) implements Reason {}

    /** All of the {@code lines} lines were delivered in full. */
    record LinesComplete(int lines) implements Reason {}

    /** A line lacks something. */
    record LineShort(LineStanding line) implements Reason {}

    /** So many more lines lack something. */
    record MoreLinesShort(int lines) implements Reason {}

    record NoDamage() implements Reason {}

    record DamageReported(int reports) implements Reason {}

    record ReturnedSpoilt(int returns) implements Reason {}

    record NoDispute() implements Reason {}

    record DocumentsDisputed(List<String> documents) implements Reason {
        public DocumentsDisputed {
            documents = List.copyOf(documents);
        }
    }

    record NoComplaint() implements Reason {}

    record ComplaintsOpened(int complaints) implements Reason {}

    /** Every one of these criteria is met. */
    record AllMet(List<Criterion> criteria) implements Reason {
        public AllMet {
            criteria = List.copyOf(criteria);
        }
    }
}
