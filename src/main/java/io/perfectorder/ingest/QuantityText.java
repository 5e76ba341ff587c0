package io.perfectorder.ingest;

import io.perfectorder.core.order.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Quantities read from the characters of a JSON number. A number is its value and not its spelling: {@code 1e2} is 100 and
 * {@code 1.0000} is 1 (ADR 0021).
 */
final class QuantityText {
    static final String RULE = "must be a number above 0 and at most 1000000000000 with at most 3 fraction digits";
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int PLAIN_DIGITS = 12;

    private QuantityText() {}

    /** The quantity, or {@code null} when {@link #RULE} is broken. */
    static @Nullable Quantity parse(char[] number, int from, int length) {
        long thousandths = plain(number, from, length);
        if (thousandths < 0) {
            return exact(number, from, length);
        }
        return thousandths == 0 ? null : new Quantity(thousandths);
    }

    /** The thousandths of a number written with at most 12 digits and 3 fraction digits; -1 when it is written otherwise. */
    private static long plain(char[] number, int from, int length) {
        long value = 0;
        int point = -1;
        if (length > PLAIN_DIGITS) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            char c = number[from + i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return -1;
            }
        }
        return switch (point < 0 ? 0 : length - 1 - point) {
            case 0 -> value * 1000;
            case 1 -> value * 100;
            case 2 -> value * 10;
            case 3 -> value;
            default -> -1;
        };
    }

    private static @Nullable Quantity exact(char[] number, int from, int length) {
        BigDecimal value;
        try {
            value = new BigDecimal(number, from, length);
        } catch (NumberFormatException exponentBeyondInt) {
            return null;
        }
        // The magnitude first: bringing 1e999999999 to a common scale would take all memory.
        boolean reasonable = (long) value.precision() - value.scale() <= 13 && value.scale() <= 1000;
        if (!reasonable || value.signum() <= 0 || value.compareTo(MOST) > 0) {
            return null;
        }
        BigDecimal thousandths = value.movePointRight(3).stripTrailingZeros();
        return thousandths.scale() > 0 ? null : new Quantity(thousandths.longValueExact());
    }
}
