package io.perfectorder.alerting.channel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How figures are written in messages: exact where they are counts, never rounded onto the limit that they are beyond. */
final class Figures {
    private static final int LEAST_DIGITS = 1;
    private static final int MOST_DIGITS = 6;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Figures() {}

    static String count(long count) {
        return NumberFormat.getIntegerInstance(Locale.ROOT).format(count);
    }

    /** A ratio as percent: one digit after the point, or as many as it takes to tell it from the limit when it is another. */
    static String percent(long numerator, long denominator, double limit) {
        if (denominator == 0) {
            return "—";
        }
        BigDecimal value = BigDecimal.valueOf(numerator)
                .divide(BigDecimal.valueOf(denominator), MathContext.DECIMAL64)
                .movePointRight(2);
        return apart(value, BigDecimal.valueOf(limit).movePointRight(2)) + " %";
    }

    /** A ratio of the configuration as percent, with all its digits. */
    static String percent(double ratio) {
        BigDecimal value = BigDecimal.valueOf(ratio).movePointRight(2).stripTrailingZeros();
        return value.setScale(Math.max(LEAST_DIGITS, value.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString() + " %";
    }

    /** A number with one digit after the point, or as many as it takes to tell it from the limit when it is another. */
    static String number(double value, double limit) {
        return apart(BigDecimal.valueOf(value), BigDecimal.valueOf(limit));
    }

    static String number(double value) {
        return number(value, value);
    }

    /** A probability with three digits. */
    static String probability(double p) {
        return p < 0.001
                ? "< 0.001"
                : BigDecimal.valueOf(p).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Its two largest units, the rest cut off. */
    static String duration(Duration duration, boolean chinese) {
        Duration length = duration.abs();
        String[] units = chinese ? new String[] {" 天", " 小时", " 分钟", " 秒"} : new String[] {" d", " h", " min", " s"};
        long[] parts = {length.toDays(), length.toHoursPart(), length.toMinutesPart(), length.toSecondsPart()};
        StringBuilder text = new StringBuilder();
        int said = 0;
        for (int part = 0; part < parts.length && said < 2; part++) {
            if (parts[part] > 0) {
                text.append(text.isEmpty() ? "" : " ").append(parts[part]).append(units[part]);
            }
            said += parts[part] > 0 || said > 0 ? 1 : 0;
        }
        return text.isEmpty() ? "0" + units[3] : text.toString();
    }

    private static String apart(BigDecimal value, BigDecimal limit) {
        int digits = LEAST_DIGITS;
        while (digits < MOST_DIGITS
                && value.compareTo(limit) != 0
                && rounded(value, digits).compareTo(limit) == 0) {
            digits++;
        }
        return rounded(value, digits).toPlainString();
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        return value.setScale(digits, RoundingMode.HALF_EVEN);
    }
}
