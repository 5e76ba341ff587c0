package io.perfectorder.testing;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.LineQuantity;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.order.OrderLine;
import io.perfectorder.core.order.Party;
import io.perfectorder.core.order.Quantity;
import io.perfectorder.core.order.ReturnReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Valid events of a deliberately small universe: few orders, times, deliveries and identities, so that ties, corrections, conflicts
 * and retractions that hit something are the rule. The same seed gives the same events.
 */
public final class OrderEventGenerator {
    /** All times lie within a few minutes of this one. */
    public static final Instant BASE = Instant.parse("2026-11-23T10:00:00Z");

    private static final List<String> SOURCES = List.of("/erp", "/wms", "/\uFF5E", "/\uD83D\uDE9A");
    private static final List<@Nullable String> NAMES = new ArrayList<>();

    static {
        NAMES.add(null);
        NAMES.add("a");
        NAMES.add("b");
    }

    private final RandomGenerator random;

    public OrderEventGenerator(long seed) {
        random = new Random(seed);
    }

    /** Events of one order in random order, no identity twice. Mostly with an {@code order.placed}. */
    public List<OrderEvent> order(String orderId) {
        List<OrderEvent> events = new ArrayList<>();
        Set<EventIdentity> used = new HashSet<>();
        if (random.nextInt(10) > 0) {
            OrderEvent placed = placed(header(orderId));
            used.add(placed.header().identity());
            events.add(placed);
        }
        int size = random.nextInt(14);
        for (int i = 0; i < size; i++) {
            OrderEvent event = event(orderId);
            if (used.add(event.header().identity())) {
                events.add(random.nextInt(events.size() + 1), event);
            }
        }
        return events;
    }

    /** Any event of that order. */
    public OrderEvent event(String orderId) {
        EventHeader header = header(orderId);
        return switch (random.nextInt(20)) {
            case 0 -> placed(header);
            case 1, 2, 3 ->
                new OrderEvent.Amended(
                        header,
                        chance(3) ? time(-3, 1) : null,
                        chance(2) ? time(2, 6) : null,
                        chance(3) ? lines() : null,
                        party());
            case 4 -> new OrderEvent.Cancelled(header, party());
            case 5, 6 -> new OrderEvent.Dispatched(header, delivery(), name(), name(), chance(2) ? time(0, 8) : null);
            case 7 -> new OrderEvent.Estimated(header, delivery(), time(0, 8));
            case 8, 9, 10, 11, 12 -> new OrderEvent.Delivered(header, delivery(), quantities(), name());
            case 13 -> new OrderEvent.GoodsDamaged(header, null, null, null);
            case 14 ->
                new OrderEvent.GoodsReturned(
                        header,
                        null,
                        quantities(),
                        ReturnReason.values()[random.nextInt(ReturnReason.values().length)]);
            case 15 -> new OrderEvent.DocumentDisputed(header, "invoice");
            case 16 -> new OrderEvent.ComplaintOpened(header, delivery(), "late");
            case 17 -> new OrderEvent.ComplaintResolved(header, delivery());
            default -> new OrderEvent.Retracted(header, identity());
        };
    }

    /** The same event under another identity. */
    public static OrderEvent withIdentity(OrderEvent event, EventIdentity identity) {
        EventHeader header = new EventHeader(
                identity, event.header().subject(), event.header().time());
        return switch (event) {
            case OrderEvent.Placed e ->
                new OrderEvent.Placed(
                        header,
                        e.customerId(),
                        e.tier(),
                        e.region(),
                        e.distributionCentre(),
                        e.carrier(),
                        e.channel(),
                        e.promisedFrom(),
                        e.promisedBy(),
                        e.lines());
            case OrderEvent.Amended e ->
                new OrderEvent.Amended(header, e.promisedFrom(), e.promisedBy(), e.lines(), e.agreedBy());
            case OrderEvent.Cancelled e -> new OrderEvent.Cancelled(header, e.by());
            case OrderEvent.Dispatched e ->
                new OrderEvent.Dispatched(
                        header, e.deliveryId(), e.carrier(), e.distributionCentre(), e.estimatedArrival());
            case OrderEvent.Estimated e -> new OrderEvent.Estimated(header, e.deliveryId(), e.estimatedArrival());
            case OrderEvent.Delivered e -> new OrderEvent.Delivered(header, e.deliveryId(), e.lines(), e.carrier());
            case OrderEvent.GoodsDamaged e ->
                new OrderEvent.GoodsDamaged(header, e.deliveryId(), e.line(), e.quantity());
            case OrderEvent.GoodsReturned e ->
                new OrderEvent.GoodsReturned(header, e.deliveryId(), e.lines(), e.reason());
            case OrderEvent.DocumentDisputed e -> new OrderEvent.DocumentDisputed(header, e.document());
            case OrderEvent.ComplaintOpened e -> new OrderEvent.ComplaintOpened(header, e.complaintId(), e.category());
            case OrderEvent.ComplaintResolved e -> new OrderEvent.ComplaintResolved(header, e.complaintId());
            case OrderEvent.CustomerRegistered e ->
                new OrderEvent.CustomerRegistered(header, e.name(), e.tier(), e.region());
            case OrderEvent.Retracted e -> new OrderEvent.Retracted(header, e.retracted());
        };
    }

    /** A random order of the same events. */
    public <T> List<T> shuffled(List<T> items) {
        List<T> copy = new ArrayList<>(items);
        java.util.Collections.shuffle(copy, Random.from(random));
        return copy;
    }

    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    private OrderEvent.Placed placed(EventHeader header) {
        return new OrderEvent.Placed(
                header,
                "customer-" + random.nextInt(3),
                name(),
                name(),
                name(),
                name(),
                name(),
                chance(2) ? time(-3, 1) : null,
                time(2, 6),
                lines());
    }

    private EventHeader header(String orderId) {
        return new EventHeader(identity(), orderId, time(0, 6));
    }

    private EventIdentity identity() {
        return new EventIdentity(SOURCES.get(random.nextInt(SOURCES.size())), "e" + random.nextInt(6));
    }

    /** In half minutes after the base, now and then a nanosecond later. */
    private Instant time(int from, int to) {
        return BASE.plusSeconds(30L * random.nextInt(from, to)).plusNanos(random.nextInt(8) == 0 ? 1 : 0);
    }

    private String delivery() {
        return "d" + random.nextInt(2);
    }

    private Party party() {
        return chance(3) ? Party.SUPPLIER : Party.CUSTOMER;
    }

    private @Nullable String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private List<OrderLine> lines() {
        List<OrderLine> lines = new ArrayList<>();
        for (int line = 1; line <= 1 + random.nextInt(2); line++) {
            lines.add(new OrderLine(line, "sku", quantity()));
        }
        return lines;
    }

    private List<LineQuantity> quantities() {
        List<LineQuantity> lines = new ArrayList<>();
        for (int line = 1; line <= 1 + random.nextInt(3); line++) {
            lines.add(new LineQuantity(line, quantity()));
        }
        return lines;
    }

    private Quantity quantity() {
        return random.nextInt(40) == 0 ? new Quantity(Long.MAX_VALUE) : new Quantity(500L * (1 + random.nextInt(3)));
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }
}
