package io.perfectorder.core.verdict;

import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.ReturnReason;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was last agreed with the customer, and what became of it.
 *
 * @param first time of the first counting delivery, null when there is none
 * @param last time of the last counting delivery, null when there is none
 * @param kept accepted minus returned as wrong item, by line, in thousandths, without bound
 */
record Agreement(
        Counting counting,
        Dimensions dimensions,
        @Nullable Instant promisedFrom,
        Instant promisedBy,
        Instant deadline,
        List<OrderLine> lines,
        @Nullable Instant first,
        @Nullable Instant last,
        Map<Integer, BigInteger> kept) {

    /** Null while the order waits for its {@code order.placed}. */
    static @Nullable Agreement of(Counting counting, GraceByTier grace) {
        OrderEvent.Placed placed = counting.placed();
        if (placed == null) {
            return null;
        }
        OrderEvent.Amended newFrom = counting.promisedFrom();
        OrderEvent.Amended newBy = counting.promisedBy();
        OrderEvent.Amended newLines = counting.lines();
        Instant promisedBy = or(newBy == null ? null : newBy.promisedBy(), placed.promisedBy());
        Dimensions dimensions = dimensionsOf(placed, counting);
        Instant first = null;
        Instant last = null;
        Map<Integer, BigInteger> kept = new HashMap<>();
        for (OrderEvent.Delivered delivery : counting.deliveries()) {
            Instant time = delivery.header().time();
            first = first == null || time.isBefore(first) ? time : first;
            last = last == null || time.isAfter(last) ? time : last;
            for (LineQuantity line : delivery.lines()) {
                kept.merge(line.line(), BigInteger.valueOf(line.quantity().thousandths()), BigInteger::add);
            }
        }
        for (OrderEvent.GoodsReturned returned : counting.returns()) {
            if (returned.reason() == ReturnReason.WRONG_ITEM) {
                for (LineQuantity line : returned.lines()) {
                    BigInteger back = BigInteger.valueOf(line.quantity().thousandths());
                    kept.merge(line.line(), back.negate(), BigInteger::add);
                }
            }
        }
        return new Agreement(
                counting,
                dimensions,
                newFrom == null ? placed.promisedFrom() : newFrom.promisedFrom(),
                promisedBy,
                later(promisedBy, grace.graceOf(dimensions.tier())),
                or(newLines == null ? null : newLines.lines(), placed.lines()),
                first,
                last,
                kept);
    }

    private static Dimensions dimensionsOf(OrderEvent.Placed placed, Counting counting) {
        return new Dimensions(
                or(placed.tier(), Dimensions.UNASSIGNED),
                or(placed.region(), Dimensions.UNKNOWN),
                or(placed.distributionCentre(), or(counting.distributionCentre(), Dimensions.UNKNOWN)),
                or(placed.carrier(), or(counting.carrier(), Dimensions.UNKNOWN)),
                placed.customerId(),
                or(placed.channel(), Dimensions.UNKNOWN));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    /** The promise and its grace, or the end of the range of instants when it lies beyond. */
    static Instant later(Instant promisedBy, Duration grace) {
        try {
            return promisedBy.plus(grace);
        } catch (DateTimeException | ArithmeticException _) {
            return grace.isNegative() ? Instant.MIN : Instant.MAX;
        }
    }

    Verdict verdict() {
        return withdrawn()
                ? new Verdict.Withdrawn(deadline, dimensions)
                : new Verdict.Judged(deadline, dimensions, met());
    }

    boolean withdrawn() {
        OrderEvent.Cancelled cancelled = counting.cancelled();
        return cancelled != null
                && cancelled.by() == Party.CUSTOMER
                && (first == null || !first.isBefore(cancelled.header().time()));
    }

    private int met() {
        int met = 0;
        for (Criterion criterion : Criterion.values()) {
            met |= meets(criterion) ? criterion.bit() : 0;
        }
        return met;
    }

    boolean meets(Criterion criterion) {
        return switch (criterion) {
            case DELIVERED -> last != null;
            case ON_TIME -> last != null && !last.isAfter(deadline) && !early();
            case IN_FULL -> lines.stream().allMatch(this::complete);
            case DAMAGE_FREE ->
                counting.damages().isEmpty() && counting.returns().stream().noneMatch(Agreement::spoilt);
            case DOCUMENTS_RIGHT -> counting.disputes().isEmpty();
            case PERFECT -> meets(Criterion.ON_TIME) && meets(Criterion.ERROR_FREE);
            case ERROR_FREE ->
                meets(Criterion.DELIVERED)
                        && meets(Criterion.IN_FULL)
                        && meets(Criterion.DAMAGE_FREE)
                        && meets(Criterion.DOCUMENTS_RIGHT);
            case COMPLAINED -> !counting.complaints().isEmpty();
        };
    }

    boolean early() {
        return first != null && promisedFrom != null && first.isBefore(promisedFrom);
    }

    boolean complete(OrderLine line) {
        return keptOf(line).compareTo(BigInteger.valueOf(line.quantity().thousandths())) >= 0;
    }

    BigInteger keptOf(OrderLine line) {
        BigInteger sum = kept.get(line.line());
        return sum == null ? BigInteger.ZERO : sum;
    }

    static boolean spoilt(OrderEvent.GoodsReturned returned) {
        return returned.reason() == ReturnReason.DAMAGED || returned.reason() == ReturnReason.DEFECTIVE;
    }
}
