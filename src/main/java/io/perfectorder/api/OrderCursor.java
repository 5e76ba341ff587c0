package io.perfectorder.api;

import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.pipeline.OrderQuery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a list of orders goes on: the question it belongs to, the pinned instants of event time and recorded time, and the last row
 * that was shown.
 */
record OrderCursor(long question, long asOfMinute, long knownAtMicros, OrderQuery.After after) {
    /** The minutes that can be asked for: those of the years 0000 to 9999. */
    private static final long FIRST_MINUTE = Panes.lastMinuteOf(Instant.parse("0000-01-01T00:00:00Z"));

    private static final long LAST_MINUTE = Panes.lastMinuteOf(Instant.parse("9999-12-31T23:59:00Z"));

    String text() {
        String plain = question + "|" + asOfMinute + "|" + knownAtMicros + "|"
                + after.deadline().getEpochSecond() + "|" + after.deadline().getNano() + "|" + after.orderId();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Optional<OrderCursor> parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("\\|", 6);
            if (parts.length < 6 || parts[5].indexOf('\0') >= 0) {
                return Optional.empty();
            }
            long asOfMinute = Long.parseLong(parts[1]);
            if (asOfMinute < FIRST_MINUTE || asOfMinute > LAST_MINUTE) {
                return Optional.empty();
            }
            Instant deadline = Instant.ofEpochSecond(Long.parseLong(parts[3]), Integer.parseInt(parts[4]));
            return Optional.of(new OrderCursor(
                    Long.parseLong(parts[0]),
                    asOfMinute,
                    Long.parseLong(parts[2]),
                    new OrderQuery.After(deadline, parts[5])));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException notACursor) {
            return Optional.empty();
        }
    }
}
