package io.perfectorder.core.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of the contract, decoded and valid. Components that are {@code null} were not sent. */
public sealed interface OrderEvent {
    EventHeader header();

    /** {@code tier} is the resolved tier, fixed at acceptance; before that it is what the producer sent. */
    record Placed(
            EventHeader header,
            String customerId,
            @Nullable String tier,
            @Nullable String region,
            @Nullable String distributionCentre,
            @Nullable String carrier,
            @Nullable String channel,
            @Nullable Instant promisedFrom,
            Instant promisedBy,
            List<OrderLine> lines)
            implements OrderEvent {
        public Placed {
            lines = List.copyOf(lines);
        }

        public Placed withTier(String resolved) {
            return new Placed(
                    header,
                    customerId,
                    resolved,
                    region,
                    distributionCentre,
                    carrier,
                    channel,
                    promisedFrom,
                    promisedBy,
                    lines);
        }
    }

    record Amended(
            EventHeader header,
            @Nullable Instant promisedFrom,
            @Nullable Instant promisedBy,
            @Nullable List<OrderLine> lines,
            Party agreedBy)
            implements OrderEvent {
        public Amended {
            lines = lines == null ? null : List.copyOf(lines);
        }
    }

    record Cancelled(EventHeader header, Party by) implements OrderEvent {}

    record Dispatched(
            EventHeader header,
            String deliveryId,
            @Nullable String carrier,
            @Nullable String distributionCentre,
            @Nullable Instant estimatedArrival)
            implements OrderEvent {}

    record Estimated(EventHeader header, String deliveryId, Instant estimatedArrival) implements OrderEvent {}

    record Delivered(
            EventHeader header,
            String deliveryId,
            List<LineQuantity> lines,
            @Nullable String carrier) implements OrderEvent {
        public Delivered {
            lines = List.copyOf(lines);
        }
    }

    record GoodsDamaged(
            EventHeader header,
            @Nullable String deliveryId,
            @Nullable Integer line,
            @Nullable Quantity quantity) implements OrderEvent {}

    record GoodsReturned(EventHeader header, @Nullable String deliveryId, List<LineQuantity> lines, ReturnReason reason)
            implements OrderEvent {
        public GoodsReturned {
            lines = List.copyOf(lines);
        }
    }

    record DocumentDisputed(EventHeader header, String document) implements OrderEvent {}

    record ComplaintOpened(EventHeader header, String complaintId, String category) implements OrderEvent {}

    record ComplaintResolved(EventHeader header, String complaintId) implements OrderEvent {}

    record CustomerRegistered(
            EventHeader header,
            String name,
            @Nullable String tier,
            @Nullable String region) implements OrderEvent {}

    record Retracted(EventHeader header, EventIdentity retracted) implements OrderEvent {}
}
