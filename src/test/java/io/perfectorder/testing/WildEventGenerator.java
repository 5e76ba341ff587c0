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
import org.jspecify.annotations.Nullable;

/**
 * Valid events at the edges of the contract: years 0 and 9999, every precision of time, the greatest quantities, a thousand lines,
 * texts from one character to the longest in every width of UTF-8, and ids that begin like each other. The same seed gives the same
 * events.
 */
public final class WildEventGenerator {
    private static final List<String> LETTERS =
            List.of("a", "b", "-", "é", "～", "\uE000", "\uD83D\uDE9A", "\uD800\uDC00", "\u0001", "中");
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Random random;
    private final List<String> texts = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    public WildEventGenerator(long seed) {
        random = new Random(seed);
        for (int i = 0; i < 6; i++) {
            texts.add(newText());
            times.add(newTime());
        }
    }

    /** Events of one order in random order, no identity twice. */
    public List<OrderEvent> order() {
        String subject = texts.getFirst();
        List<OrderEvent> events = new ArrayList<>();
        Set<EventIdentity> used = new HashSet<>();
        int size = 1 + random.nextInt(12);
        for (int i = 0; i < size; i++) {
            EventHeader header = new EventHeader(identity(), subject, time());
            OrderEvent event = random.nextInt(4) == 0 ? placed(header) : event(header);
            if (used.add(event.header().identity())) {
                events.add(event);
            }
        }
        return events;
    }

    private OrderEvent event(EventHeader header) {
        return switch (random.nextInt(13)) {
            case 0 -> amended(header);
            case 1 -> new OrderEvent.Cancelled(header, party());
            case 2 -> new OrderEvent.Dispatched(header, text(), optional(text()), optional(text()), optional(time()));
            case 3 -> new OrderEvent.Estimated(header, text(), time());
            case 4, 5, 6 -> new OrderEvent.Delivered(header, text(), quantities(), optional(text()));
            case 7 ->
                new OrderEvent.GoodsDamaged(
                        header, optional(text()), optional(1 + random.nextInt(1_000_000)), optional(quantity()));
            case 8 ->
                new OrderEvent.GoodsReturned(
                        header, optional(text()), quantities(), ReturnReason.values()[random.nextInt(4)]);
            case 9 -> new OrderEvent.DocumentDisputed(header, text());
            case 10 ->
                random.nextBoolean()
                        ? new OrderEvent.ComplaintOpened(header, text(), text())
                        : new OrderEvent.ComplaintResolved(header, text());
            case 11 -> new OrderEvent.CustomerRegistered(header, text(), optional(text()), optional(text()));
            default -> new OrderEvent.Retracted(header, identity());
        };
    }

    private OrderEvent placed(EventHeader header) {
        return new OrderEvent.Placed(
                header,
                text(),
                optional(text()),
                optional(text()),
                optional(text()),
                optional(text()),
                optional(text()),
                optional(time()),
                time(),
                lines());
    }

    private OrderEvent amended(EventHeader header) {
        return new OrderEvent.Amended(header, optional(time()), optional(time()), optional(lines()), party());
    }

    private <T> @Nullable T optional(T value) {
        return random.nextBoolean() ? value : null;
    }

    private Party party() {
        return random.nextBoolean() ? Party.CUSTOMER : Party.SUPPLIER;
    }

    private EventIdentity identity() {
        return new EventIdentity(text(), text());
    }

    private String text() {
        return random.nextInt(5) == 0 ? newText() : texts.get(random.nextInt(texts.size()));
    }

    private String newText() {
        StringBuilder text = new StringBuilder();
        if (!texts.isEmpty() && random.nextBoolean()) {
            text.append(texts.get(random.nextInt(texts.size())));
        }
        int more = 1 + random.nextInt(random.nextInt(10) == 0 ? 90 : 4);
        for (int i = 0; i < more; i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private Instant time() {
        return random.nextInt(5) == 0 ? newTime() : times.get(random.nextInt(times.size()));
    }

    private Instant newTime() {
        Instant base = random.nextInt(6) == 0
                ? Instant.ofEpochSecond(random.nextBoolean() ? YEAR_0 : YEAR_9999)
                : OrderEventGenerator.BASE.plusSeconds(random.nextInt(-100_000, 100_000));
        return switch (random.nextInt(5)) {
            case 0 -> base.plusNanos(1);
            case 1 -> base.plusNanos(999_999_999);
            case 2 -> base.plusNanos(1_000L * random.nextInt(1_000_000));
            case 3 -> base.plusMillis(random.nextInt(1_000));
            default -> base;
        };
    }

    private Quantity quantity() {
        return switch (random.nextInt(12)) {
            case 0 -> new Quantity(Long.MAX_VALUE);
            case 1 -> new Quantity(Long.MAX_VALUE / 1_000 * 1_000);
            case 2 -> new Quantity(1);
            default -> new Quantity(500L * (1 + random.nextInt(4)));
        };
    }

    private int lineCount() {
        return random.nextInt(50) == 0 ? 1_000 : 1 + random.nextInt(4);
    }

    private List<OrderLine> lines() {
        List<OrderLine> lines = new ArrayList<>();
        int first = random.nextInt(20) == 0 ? Integer.MAX_VALUE - 1_000 : 1;
        int count = lineCount();
        for (int line = 0; line < count; line++) {
            lines.add(new OrderLine(first + line, text(), quantity()));
        }
        return shuffled(lines);
    }

    private List<LineQuantity> quantities() {
        List<LineQuantity> lines = new ArrayList<>();
        int count = lineCount();
        for (int line = 0; line < count; line++) {
            lines.add(new LineQuantity(1 + line, quantity()));
        }
        return shuffled(lines);
    }

    private <T> List<T> shuffled(List<T> items) {
        if (random.nextInt(4) == 0) {
            java.util.Collections.shuffle(items, random);
        }
        return items;
    }
}
