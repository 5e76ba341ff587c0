package io.perfectorder.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339 times with an offset, read from characters without making texts of them. Taken are the years 0000 to 9999 in UTC and nine
 * fraction digits (more only when they are zeros), since instants are compared down to the nanosecond.
 */
final class InstantText {
    private static final String FORM = "must be an RFC 3339 time with an offset, such as 2026-11-23T10:00:00Z";
    private static final int SHORTEST = 20;
    private static final int NANO_DIGITS = 9;
    private static final long FIRST_SECOND = -62_167_219_200L;
    private static final long LAST_SECOND = 253_402_300_799L;

    private InstantText() {}

    /** The instant, or {@code null}; then {@link #flaw} tells why. */
    static @Nullable Instant parse(char[] text, int from, int length) {
        if (length < SHORTEST
                || text[from + 4] != '-'
                || text[from + 7] != '-'
                || (text[from + 10] | 0x20) != 't'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return null;
        }
        int year = two(text, from) * 100 + two(text, from + 2);
        int month = two(text, from + 5);
        int day = two(text, from + 8);
        int hour = two(text, from + 11);
        int minute = two(text, from + 14);
        int second = two(text, from + 17);
        boolean digits = (two(text, from) | two(text, from + 2) | month | day | hour | minute | second) >= 0;
        if (!digits || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            return null;
        }
        if (hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        int end = from + length;
        int at = endOfFraction(text, from + 19, end);
        int nanos = at == from + 19 ? 0 : nanos(text, from + 20, at);
        int offset = at < 0 ? NO_OFFSET : offsetMinutes(text, at, end);
        if (nanos < 0 || offset == NO_OFFSET) {
            return null;
        }
        long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + (minute - offset) * 60L + second;
        return seconds < FIRST_SECOND || seconds > LAST_SECOND ? null : Instant.ofEpochSecond(seconds, nanos);
    }

    /** What is wrong with a text that is no instant. */
    static String flaw(String text) {
        if (text.matches("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:60.*")) {
            return "holds a leap second, which is not taken; " + FORM;
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}[Tt]24:.*")) {
            return "holds the hour 24; " + FORM;
        }
        if (text.matches("[^.]*\\.\\d{9}\\d*[1-9].*")) {
            return "is finer than a nanosecond; allowed: 9 fraction digits";
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})")) {
            return "is no such time, or not in the years 0000 to 9999 of UTC";
        }
        return FORM;
    }

    /** Two digits as a number; negative when they are none. */
    private static int two(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Where the offset begins; -1 when there is a point without digits. */
    private static int endOfFraction(char[] text, int from, int end) {
        if (text[from] != '.') {
            return from;
        }
        int at = from + 1;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at == from + 1 ? -1 : at;
    }

    /** The nanoseconds of fraction digits; -1 when they are finer than that, or none. */
    private static int nanos(char[] text, int from, int to) {
        int nanos = 0;
        for (int i = 0; i < Math.max(NANO_DIGITS, to - from); i++) {
            int digit = from + i < to ? text[from + i] - '0' : 0;
            if (i >= NANO_DIGITS && digit != 0) {
                return -1;
            }
            nanos = i < NANO_DIGITS ? nanos * 10 + digit : nanos;
        }
        return nanos;
    }

    private static final int NO_OFFSET = Integer.MIN_VALUE;

    private static int offsetMinutes(char[] text, int at, int end) {
        if (end - at == 1) {
            return (text[at] | 0x20) == 'z' ? 0 : NO_OFFSET;
        }
        if (end - at != 6 || (text[at] != '+' && text[at] != '-') || text[at + 3] != ':') {
            return NO_OFFSET;
        }
        int hours = two(text, at + 1);
        int minutes = two(text, at + 4);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return NO_OFFSET;
        }
        return (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar, counted from March so that the leap day comes last. */
    private static long epochDay(int year, int month, int day) {
        long shifted = month <= 2 ? year - 1L : year;
        long era = Math.floorDiv(shifted, 400L);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153L * ((month + 9) % 12) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
