package io.perfectorder.bench;

import io.perfectorder.core.order.OrderEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the core might reach if it did almost nothing: columns of numbers, one open-addressing table from order id to row, verdicts that
 * know deadline, delivery and lateness only, tiers by minute and three more dimensions by hour. No duplicates, corrections,
 * retractions, lines, windows or explanations; ids are trusted to differ in 64 bits. For orientation, not for use.
 */
final class BareCeiling {
    private static final int MINUTES = 1 << 17;
    private static final int HOURS = 1 << 12;
    private static final int VALUES = 64;

    private final long[] ids;
    private final int[] rows;
    private final long[] deadline;
    private final long[] lastDelivery;
    private final byte[] tier;
    private final byte[] region;
    private final byte[] centre;
    private final byte[] carrier;
    private final byte[] met;
    private int size;

    private final Map<String, Integer> values = new HashMap<>();
    private final int[] byMinute = new int[MINUTES * 8 * 4];
    private final int[] byHour = new int[3 * HOURS * VALUES * 4];

    BareCeiling(int orders) {
        int capacity = Integer.highestOneBit(orders) * 4;
        ids = new long[capacity];
        rows = new int[capacity];
        deadline = new long[orders];
        lastDelivery = new long[orders];
        Arrays.fill(lastDelivery, Long.MIN_VALUE);
        tier = new byte[orders];
        region = new byte[orders];
        centre = new byte[orders];
        carrier = new byte[orders];
        met = new byte[orders];
    }

    void take(OrderEvent event) {
        int row = rowOf(event.header().subject());
        count(row, -1);
        switch (event) {
            case OrderEvent.Placed e -> {
                deadline[row] = e.promisedBy().toEpochMilli();
                tier[row] = value(e.tier());
                region[row] = value(e.region());
                centre[row] = value(e.distributionCentre());
                carrier[row] = value(e.carrier());
            }
            case OrderEvent.Delivered e ->
                lastDelivery[row] =
                        Math.max(lastDelivery[row], e.header().time().toEpochMilli());
            default -> {}
        }
        met[row] = (byte) (lastDelivery[row] == Long.MIN_VALUE ? 1 : lastDelivery[row] <= deadline[row] ? 3 : 2);
        count(row, 1);
    }

    private void count(int row, int more) {
        if (deadline[row] == 0) {
            return;
        }
        int minute = (int) (deadline[row] / 60_000) & MINUTES - 1;
        int hour = (int) (deadline[row] / 3_600_000) & HOURS - 1;
        byMinute[(minute * 8 + (tier[row] & 7)) * 4 + met[row]] += more;
        byHour[(hour * VALUES + region[row]) * 4 + met[row]] += more;
        byHour[((HOURS + hour) * VALUES + centre[row]) * 4 + met[row]] += more;
        byHour[((2 * HOURS + hour) * VALUES + carrier[row]) * 4 + met[row]] += more;
    }

    long due() {
        return Arrays.stream(byMinute).asLongStream().sum();
    }

    private byte value(@Nullable String text) {
        return text == null ? 0 : (byte) (int) values.computeIfAbsent(text, _ -> (values.size() + 1) % VALUES);
    }

    private int rowOf(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        int place = (int) (hash >>> 20) & ids.length - 1;
        while (ids[place] != hash) {
            if (ids[place] == 0) {
                ids[place] = hash;
                rows[place] = size++;
                break;
            }
            place = place + 1 & ids.length - 1;
        }
        return rows[place];
    }
}
