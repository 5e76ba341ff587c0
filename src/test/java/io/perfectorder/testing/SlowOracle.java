package io.perfectorder.testing;

import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.ReturnReason;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contract's tables read out one row at a time, with no regard for speed. Shares no code with the product's judge but the events
 * themselves; it even orders them by its own comparator.
 */
public final class SlowOracle {
    private static final Comparator<OrderEvent> ORDER = Comparator.comparing(
                    (OrderEvent e) -> e.header().time())
            .thenComparing(e -> e.header().identity().source(), SlowOracle::byCodePoint)
            .thenComparing(e -> e.header().identity().id(), SlowOracle::byCodePoint);

    private final Collection<OrderEvent> sent;

    private SlowOracle(Collection<OrderEvent> sent) {
        this.sent = sent;
    }

    /** The verdict on a set of events of one order, no identity twice. */
    public static Verdict judge(Collection<OrderEvent> events, GraceByTier grace) {
        return new SlowOracle(events).judge(grace);
    }

    private Verdict judge(GraceByTier grace) {
        OrderEvent.Placed placed = all(OrderEvent.Placed.class).findFirst().orElse(null);
        if (placed == null) {
            return new Verdict.Waiting();
        }
        String tier = placed.tier() == null ? "unassigned" : placed.tier();
        Instant promisedBy = amended(OrderEvent.Amended::promisedBy, placed.promisedBy());
        Instant promisedFrom = amended(OrderEvent.Amended::promisedFrom, placed.promisedFrom());
        List<OrderLine> ordered = amended(OrderEvent.Amended::lines, placed.lines());
        Instant deadline = promisedBy.plus(grace.graceOf(tier));
        Dimensions dimensions = new Dimensions(
                tier,
                placed.region() == null ? "unknown" : placed.region(),
                first(
                        placed.distributionCentre(),
                        e -> e instanceof OrderEvent.Dispatched d ? d.distributionCentre() : null),
                first(placed.carrier(), e -> switch (e) {
                    case OrderEvent.Dispatched d -> d.carrier();
                    case OrderEvent.Delivered d -> d.carrier();
                    default -> null;
                }),
                placed.customerId(),
                placed.channel() == null ? "unknown" : placed.channel());
        List<OrderEvent.Delivered> deliveries = all(OrderEvent.Delivered.class)
                .filter(d -> all(OrderEvent.Delivered.class)
                        .noneMatch(o -> o.deliveryId().equals(d.deliveryId()) && ORDER.compare(o, d) > 0))
                .toList();
        OrderEvent.Cancelled cancelled =
                all(OrderEvent.Cancelled.class).findFirst().orElse(null);
        if (cancelled != null
                && cancelled.by() == Party.CUSTOMER
                && deliveries.stream()
                        .noneMatch(d ->
                                d.header().time().isBefore(cancelled.header().time()))) {
            return new Verdict.Withdrawn(deadline, dimensions);
        }
        Set<Criterion> met = EnumSet.noneOf(Criterion.class);
        if (!deliveries.isEmpty()) {
            met.add(Criterion.DELIVERED);
            if (deliveries.stream()
                    .allMatch(d -> d.header().time().compareTo(deadline) <= 0
                            && (promisedFrom == null || d.header().time().compareTo(promisedFrom) >= 0))) {
                met.add(Criterion.ON_TIME);
            }
        }
        if (ordered.stream().allMatch(line -> net(line.line(), deliveries).compareTo(decimal(line)) >= 0)) {
            met.add(Criterion.IN_FULL);
        }
        if (all(OrderEvent.GoodsDamaged.class).findAny().isEmpty()
                && all(OrderEvent.GoodsReturned.class)
                        .allMatch(r -> Set.of(ReturnReason.WRONG_ITEM, ReturnReason.UNWANTED)
                                .contains(r.reason()))) {
            met.add(Criterion.DAMAGE_FREE);
        }
        if (all(OrderEvent.DocumentDisputed.class).findAny().isEmpty()) {
            met.add(Criterion.DOCUMENTS_RIGHT);
        }
        if (met.containsAll(
                Set.of(Criterion.DELIVERED, Criterion.IN_FULL, Criterion.DAMAGE_FREE, Criterion.DOCUMENTS_RIGHT))) {
            met.add(Criterion.ERROR_FREE);
            if (met.contains(Criterion.ON_TIME)) {
                met.add(Criterion.PERFECT);
            }
        }
        if (all(OrderEvent.ComplaintOpened.class).findAny().isPresent()) {
            met.add(Criterion.COMPLAINED);
        }
        return new Verdict.Judged(
                deadline, dimensions, met.stream().mapToInt(Criterion::bit).sum());
    }

    private BigDecimal net(int line, List<OrderEvent.Delivered> deliveries) {
        Stream<BigDecimal> accepted = deliveries.stream()
                .flatMap(d -> d.lines().stream())
                .filter(q -> q.line() == line)
                .map(SlowOracle::decimal);
        Stream<BigDecimal> returned = all(OrderEvent.GoodsReturned.class)
                .filter(r -> r.reason() == ReturnReason.WRONG_ITEM)
                .flatMap(r -> r.lines().stream())
                .filter(q -> q.line() == line)
                .map(q -> decimal(q).negate());
        return Stream.concat(accepted, returned).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal decimal(LineQuantity line) {
        return BigDecimal.valueOf(line.quantity().thousandths(), 3);
    }

    private static BigDecimal decimal(OrderLine line) {
        return BigDecimal.valueOf(line.quantity().thousandths(), 3);
    }

    private <T extends @Nullable Object> T amended(
            Function<OrderEvent.Amended, ? extends @Nullable T> field, T original) {
        T last = original;
        for (OrderEvent.Amended a : all(OrderEvent.Amended.class)
                .filter(a -> a.agreedBy() == Party.CUSTOMER)
                .toList()) {
            T value = field.apply(a);
            if (value != null) {
                last = value;
            }
        }
        return last;
    }

    private String first(@Nullable String own, Function<OrderEvent, @Nullable String> named) {
        if (own != null) {
            return own;
        }
        for (OrderEvent event : all(OrderEvent.class).toList()) {
            String name = named.apply(event);
            if (name != null) {
                return name;
            }
        }
        return "unknown";
    }

    /** The events of a type that nobody retracted, smallest first. */
    private <T extends OrderEvent> Stream<T> all(Class<T> type) {
        return sent.stream()
                .filter(type::isInstance)
                .filter(e -> e instanceof OrderEvent.Retracted
                        || sent.stream()
                                .noneMatch(r -> r instanceof OrderEvent.Retracted retraction
                                        && retraction
                                                .retracted()
                                                .equals(e.header().identity())))
                .sorted(ORDER)
                .map(type::cast);
    }

    private static int byCodePoint(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return java.util.Arrays.compare(a, b);
    }
}
