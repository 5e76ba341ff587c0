package io.perfectorder.core.verdict;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Texts that were read lately, found by their bytes, so that the few names of tiers, regions, centres, carriers and channels are not
 * made anew for every verdict, and are compared fast. It remembers and never changes what is read: a text that is not known is made. Of
 * fixed size; a newer text takes the place of an older one. Safe for use by several threads: an entry is immutable, and losing one only
 * costs making it again.
 */
final class KnownLabels {
    private static final int PLACES = 4_096;

    /** Longer texts are not remembered. */
    private static final int LONGEST = 40;

    @SuppressWarnings("ArrayRecordComponent") // Never changed, never compared as a record.
    private record Label(byte[] utf8, String text) {}

    private static final @Nullable Label[] LABELS = new Label[PLACES];

    private KnownLabels() {}

    static String text(byte[] bytes, int at, int length) {
        if (length > LONGEST) {
            return new String(bytes, at, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = at; i < at + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        int place = (hash ^ hash >>> 12) & PLACES - 1;
        Label label = LABELS[place];
        if (label == null || !Arrays.equals(label.utf8, 0, label.utf8.length, bytes, at, at + length)) {
            byte[] utf8 = Arrays.copyOfRange(bytes, at, at + length);
            label = new Label(utf8, new String(utf8, StandardCharsets.UTF_8));
            LABELS[place] = label;
        }
        return label.text;
    }
}
