package io.perfectorder.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What a look over bytes tells before they are parsed: whether they are UTF-8 at all, and whether a backslash can hide what PostgreSQL
 * refuses in a text.
 */
enum Utf8 {
    /** UTF-8 without a backslash: what a text holds is what it shows. */
    PLAIN,
    /** UTF-8 with a backslash somewhere: an escape may stand for U+0000 or half a surrogate pair. */
    ESCAPED,
    /** Not UTF-8: a stray, missing, overlong or surrogate sequence, or a code point beyond U+10FFFF. */
    MALFORMED;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long BACKSLASHES = '\\' * LOW_BITS;

    /** Looks at all bytes, eight at a time while they are ASCII. */
    static Utf8 of(byte[] bytes) {
        int at = 0;
        boolean escaped = false;
        while (at < bytes.length) {
            if (at + Long.BYTES <= bytes.length) {
                long eight = (long) LONGS.get(bytes, at);
                if ((eight & HIGH_BITS) == 0) {
                    long zeroAtBackslash = eight ^ BACKSLASHES;
                    escaped |= ((zeroAtBackslash - LOW_BITS) & ~zeroAtBackslash & HIGH_BITS) != 0;
                    at += Long.BYTES;
                    continue;
                }
            }
            int length = sequenceLength(bytes, at);
            if (length == 0) {
                return MALFORMED;
            }
            escaped |= bytes[at] == '\\';
            at += length;
        }
        return escaped ? ESCAPED : PLAIN;
    }

    /** The length of the sequence that begins here, by table 3-7 of the Unicode standard; 0 when it is none. */
    private static int sequenceLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
