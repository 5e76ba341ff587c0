package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventHeader;
import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.order.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * A cursor over facts in the {@link FactsFormat}. {@link #next()} goes from event to event; within one, fields are read or skipped in
 * the order in which they are written.
 */
final class FactsReader {
    private byte[] bytes;
    private int limit;
    private int at;

    private int subjectAt;
    private int subjectLength;
    private int sourceAt;
    private int sourceLength;
    private int idAt;
    private int idLength;
    private int firstAt;

    private int start;
    private int end;
    private byte digest;
    private int head;
    private long seconds;
    private int nanos;
    private int textLength;

    /** Stands before the first event. */
    FactsReader(byte[] facts) {
        bytes = facts;
        start(facts);
    }

    /** Stands before the first event of other facts, so that one reader serves for many. */
    FactsReader start(byte[] facts) {
        return start(facts, facts.length);
    }

    /** The same with facts that take the first bytes of an array, so many. */
    FactsReader start(byte[] facts, int length) {
        bytes = facts;
        limit = length;
        at = 1;
        subjectAt = 0;
        subjectLength = 0;
        sourceAt = 0;
        sourceLength = 0;
        idAt = 0;
        idLength = 0;
        if (length > 1) {
            subjectLength = varint();
            subjectAt = at;
            at += subjectLength;
        }
        firstAt = at;
        end = at;
        return this;
    }

    /** Finds the anchors of identities: those of the first event. Leaves the cursor where it is. */
    FactsReader anchored() {
        if (sourceAt == 0 && limit > firstAt) {
            int cursor = at;
            at = firstAt;
            skipVarint();
            at++;
            skipVarint();
            skipTime();
            skipVarint();
            sourceLength = varint();
            sourceAt = at;
            at += sourceLength;
            skipVarint();
            idLength = varint();
            idAt = at;
            at = cursor;
        }
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    int subjectAt() {
        return subjectAt;
    }

    int subjectLength() {
        return subjectLength;
    }

    int sourceAt() {
        return sourceAt;
    }

    int sourceLength() {
        return sourceLength;
    }

    int idAt() {
        return idAt;
    }

    int idLength() {
        return idLength;
    }

    String subject() {
        return string(subjectAt, subjectLength);
    }

    boolean isAbout(String subject) {
        return isAscii(bytes, subject, subjectAt, subjectLength) || subject.equals(subject());
    }

    /** The same of facts that are not empty, without a cursor. */
    static boolean isAbout(byte[] facts, String subject) {
        return (facts[1] >= 0 && isAscii(facts, subject, 2, facts[1])) || new FactsReader(facts).isAbout(subject);
    }

    /** Whether the bytes are that text, which is ASCII. */
    private static boolean isAscii(byte[] bytes, String text, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[from + i] != text.charAt(i) || bytes[from + i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** The text at hand: that of the guess when it is the same, so that it is not made anew. */
    String text(String guess) {
        int length = varint();
        at += length;
        return isAscii(bytes, guess, at - length, length) ? guess : string(at - length, length);
    }

    /** The instant at hand: the guess when it is the same. */
    Instant instant(Instant guess) {
        time();
        return guess.getEpochSecond() == seconds && guess.getNano() == nanos
                ? guess
                : Instant.ofEpochSecond(seconds, nanos);
    }

    /** Goes to the time of the next event; false when there is none. */
    boolean next() {
        start = end;
        if (start >= limit) {
            return false;
        }
        at = start;
        int size = varint();
        end = at + size;
        digest = bytes[at++];
        head = varint();
        return true;
    }

    /** Goes back to the time of the event that starts at {@code place}. */
    void goTo(int place) {
        end = place;
        next();
    }

    /** Where the first event starts. */
    int firstAt() {
        return firstAt;
    }

    /** Where the event starts. */
    int start() {
        return start;
    }

    /** Where the next event starts. */
    int end() {
        return end;
    }

    EventKind kind() {
        return EventKind.ofCode(head & 0xF);
    }

    boolean has(int flag) {
        return (head >>> 4 & flag) != 0;
    }

    int flags() {
        return head >>> 4;
    }

    byte digest() {
        return digest;
    }

    /** Where the cursor stands. */
    int at() {
        return at;
    }

    void at(int place) {
        at = place;
    }

    int varint() {
        int value = bytes[at++];
        if (value >= 0) {
            return value;
        }
        at--;
        return (int) varlong();
    }

    long varlong() {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = bytes[at++];
            value |= (long) (part & 0x7F) << shift;
            shift += 7;
        } while (part < 0);
        return value;
    }

    private void skipVarint() {
        while (bytes[at++] < 0) {}
    }

    /** Reads a time into {@link #seconds()} and {@link #nanos()}. */
    void time() {
        long coded = varlong();
        int unit = (int) coded & 3;
        long zigzag = coded >>> 2;
        long value = zigzag >>> 1 ^ -(zigzag & 1);
        switch (unit) {
            case FactsFormat.SECONDS -> {
                seconds = value;
                nanos = 0;
            }
            case FactsFormat.MILLIS -> {
                seconds = Math.floorDiv(value, 1_000L);
                nanos = (int) (value - seconds * 1_000) * 1_000_000;
            }
            case FactsFormat.MICROS -> {
                seconds = Math.floorDiv(value, 1_000_000L);
                nanos = (int) (value - seconds * 1_000_000) * 1_000;
            }
            default -> {
                seconds = value;
                nanos = varint();
            }
        }
        seconds += FactsFormat.BASE_SECONDS;
    }

    /** Of the time read last, since the epoch. */
    long seconds() {
        return seconds;
    }

    int nanos() {
        return nanos;
    }

    Instant instant() {
        time();
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** Whether the time read last is after another. */
    boolean timeIsAfter(long otherSeconds, int otherNanos) {
        return seconds != otherSeconds ? seconds > otherSeconds : nanos > otherNanos;
    }

    boolean timeIsBefore(long otherSeconds, int otherNanos) {
        return seconds != otherSeconds ? seconds < otherSeconds : nanos < otherNanos;
    }

    /** Whether the event at hand comes before one of that header. The cursor stands at its time and stays there. */
    boolean isBefore(EventHeader header) {
        int cursor = at;
        time();
        int order = seconds != header.time().getEpochSecond()
                ? Long.compare(seconds, header.time().getEpochSecond())
                : Integer.compare(nanos, header.time().getNano());
        if (order == 0) {
            order = identity().compareTo(header.identity());
        }
        at = cursor;
        return order < 0;
    }

    void skipTime() {
        boolean hasNanos = (bytes[at] & 3) == FactsFormat.NANOS;
        skipVarint();
        if (hasNanos) {
            skipVarint();
        }
    }

    /** From the time to the body. */
    void skipToBody() {
        skipTime();
        skipCoded();
        skipCoded();
    }

    EventIdentity identity() {
        anchored();
        return new EventIdentity(coded(sourceAt, sourceLength), coded(idAt, idLength));
    }

    /** A text that often begins like the subject. */
    String like() {
        return coded(subjectAt, subjectLength);
    }

    String text() {
        int length = varint();
        at += length;
        return string(at - length, length);
    }

    /** A text of which there are few. */
    String label() {
        int length = varint();
        at += length;
        return KnownLabels.text(bytes, at - length, length);
    }

    void skipText() {
        int length = varint();
        at += length;
    }

    String coded(int anchorAt, int anchorLength) {
        int shared = varint();
        int rest = varint();
        textLength = rest;
        at += rest;
        if (shared == 0) {
            return string(at - rest, rest);
        }
        if (shared > anchorLength) {
            throw new IllegalArgumentException("facts: a text shares " + shared + " bytes of " + anchorLength);
        }
        byte[] whole = new byte[shared + rest];
        System.arraycopy(bytes, anchorAt, whole, 0, shared);
        System.arraycopy(bytes, at - rest, whole, shared, rest);
        return new String(whole, StandardCharsets.UTF_8);
    }

    /** How many bytes of the text read last were not shared. */
    int textLength() {
        return textLength;
    }

    void skipCoded() {
        skipVarint();
        skipText();
    }

    /** Whether the same text stands at both places, coded against the same anchor. One text is coded in one way only. */
    boolean sameCoded(int one, int other) {
        at = other;
        skipCoded();
        int length = at - other;
        at = other;
        return one + length <= limit && Arrays.equals(bytes, one, one + length, bytes, other, other + length);
    }

    long thousandths() {
        long coded = varlong();
        return (coded & 1) == 0 ? (coded >>> 1) * 1_000 : coded >>> 1;
    }

    Quantity quantity() {
        return new Quantity(thousandths());
    }

    private String string(int from, int length) {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
