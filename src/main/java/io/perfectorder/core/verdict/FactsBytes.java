package io.perfectorder.core.verdict;

import io.perfectorder.core.order.Quantity;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A growing array of bytes, and how the {@link FactsFormat} writes numbers, times and texts into it. */
final class FactsBytes {
    private static final int LONGEST_VARINT = 10;

    /** A length below it takes one byte. */
    private static final int SHORT = 128;

    private byte[] bytes = new byte[160];
    private int length;

    /** The text at hand in UTF-8. */
    private byte[] text = new byte[48];

    private int textLength;

    /** Forgets what was written. */
    FactsBytes clear() {
        length = 0;
        return this;
    }

    int length() {
        return length;
    }

    /** What has been written so far, and garbage after it; invalid after the next write. */
    byte[] array() {
        return bytes;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** {@code facts} with what was written put in at {@code place}. */
    byte[] splicedInto(byte[] facts, int place) {
        byte[] more = new byte[facts.length + length];
        System.arraycopy(facts, 0, more, 0, place);
        System.arraycopy(bytes, 0, more, place, length);
        System.arraycopy(facts, place, more, place + length, facts.length - place);
        return more;
    }

    void copy(byte[] from, int start, int end) {
        reserve(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    void put(byte value) {
        reserve(1);
        bytes[length++] = value;
    }

    void varint(long value) {
        reserve(LONGEST_VARINT);
        if (value >>> 7 == 0) {
            bytes[length++] = (byte) value;
        } else {
            length = varint(bytes, length, value);
        }
    }

    private static int varint(byte[] target, int at, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            target[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        target[at++] = (byte) rest;
        return at;
    }

    /** Puts the size of what was written since {@code start} before it. */
    void prefixSize(int start) {
        int size = length - start;
        reserve(LONGEST_VARINT);
        int sizeLength = 1;
        while (size >>> (7 * sizeLength) != 0) {
            sizeLength++;
        }
        System.arraycopy(bytes, start, bytes, start + sizeLength, size);
        varint(bytes, start, size);
        length += sizeLength;
    }

    void time(Instant time) {
        long seconds = time.getEpochSecond() - FactsFormat.BASE_SECONDS;
        int nanos = time.getNano();
        boolean near = Math.abs(seconds) < FactsFormat.MOST_SECONDS;
        if (nanos == 0) {
            time(seconds, FactsFormat.SECONDS);
        } else if (near && nanos % 1_000_000 == 0) {
            time(seconds * 1_000 + nanos / 1_000_000, FactsFormat.MILLIS);
        } else if (near && nanos % 1_000 == 0) {
            time(seconds * 1_000_000 + nanos / 1_000, FactsFormat.MICROS);
        } else {
            time(seconds, FactsFormat.NANOS);
            varint(nanos);
        }
    }

    private void time(long value, int unit) {
        varint((value << 1 ^ value >> 63) << 2 | unit);
    }

    void optionalTime(@Nullable Instant time) {
        if (time != null) {
            time(time);
        }
    }

    void quantity(Quantity quantity) {
        long thousandths = quantity.thousandths();
        if (thousandths < 0) {
            throw new IllegalArgumentException("quantity: " + quantity + " is below 0");
        }
        varint(thousandths % 1_000 == 0 ? (thousandths / 1_000) << 1 : (thousandths << 1) | 1);
    }

    void text(String value) {
        reserve(value.length() + 1);
        if (value.length() < SHORT && putAscii(value, 0, length + 1)) {
            bytes[length] = (byte) value.length();
            length += 1 + value.length();
            return;
        }
        encode(value);
        varint(textLength);
        append(0);
    }

    void optionalText(@Nullable String value) {
        if (value != null) {
            text(value);
        }
    }

    /** A text of which only what differs from the start of the anchor is written. */
    void coded(String value, byte[] anchor, int anchorAt, int anchorLength) {
        if (value.length() < SHORT && putCodedAscii(value, anchor, anchorAt, anchorLength)) {
            return;
        }
        encode(value);
        int most = Math.min(textLength, anchorLength);
        int mismatch = Arrays.mismatch(text, 0, most, anchor, anchorAt, anchorAt + most);
        int shared = mismatch < 0 ? most : mismatch;
        varint(shared);
        varint(textLength - shared);
        append(shared);
    }

    /** Most texts are short and ASCII: they are written in one pass, as the other way would. */
    private boolean putCodedAscii(String value, byte[] anchor, int anchorAt, int anchorLength) {
        int most = Math.min(value.length(), anchorLength);
        int shared = 0;
        while (shared < most && value.charAt(shared) == anchor[anchorAt + shared]) {
            shared++; // A byte of a longer character is negative and equals no char.
        }
        reserve(value.length() - shared + 2);
        if (!putAscii(value, shared, length + 2)) {
            return false;
        }
        bytes[length] = (byte) shared;
        bytes[length + 1] = (byte) (value.length() - shared);
        length += 2 + value.length() - shared;
        return true;
    }

    /** Puts the rest of a text at a place with room for it; false when it is not ASCII, and what was put is garbage. */
    private boolean putAscii(String value, int from, int place) {
        byte[] target = bytes;
        int at = place - from;
        for (int i = from; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (unit >= 0x80) {
                return false;
            }
            target[at + i] = (byte) unit;
        }
        textLength = value.length();
        return true;
    }

    /** The length in bytes of the last text. */
    int textLength() {
        return textLength;
    }

    private void append(int from) {
        reserve(textLength - from);
        System.arraycopy(text, from, bytes, length, textLength - from);
        length += textLength - from;
    }

    private void encode(String value) {
        int most = value.length() * 3;
        if (text.length < most) {
            text = new byte[most];
        }
        int at = 0;
        for (int i = 0; i < value.length(); i++) {
            char unit = value.charAt(i);
            if (unit < 0x80) {
                text[at++] = (byte) unit;
            } else if (unit < 0x800) {
                text[at++] = (byte) (0xC0 | (unit >> 6));
                text[at++] = (byte) (0x80 | (unit & 0x3F));
            } else if (!Character.isSurrogate(unit)) {
                text[at++] = (byte) (0xE0 | (unit >> 12));
                text[at++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                text[at++] = (byte) (0x80 | (unit & 0x3F));
            } else {
                int point = value.codePointAt(i++);
                if (point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                    throw new IllegalArgumentException("text: holds half a surrogate pair");
                }
                text[at++] = (byte) (0xF0 | (point >> 18));
                text[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
                text[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
                text[at++] = (byte) (0x80 | (point & 0x3F));
            }
        }
        textLength = at;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
