package io.perfectorder.ingest;

import org.jspecify.annotations.Nullable;

/**
 * Gives the same {@link String} for the same short text: tiers, regions, carriers, sources and products repeat in every event. Bounded:
 * a text takes the place of the one before it in its slot. Shared by threads without a lock, since a lost race only costs a new copy.
 */
final class LabelCache {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 48;

    private final @Nullable String[] slots = new String[SLOTS];

    String get(char[] chars, int from, int length) {
        if (length > LONGEST) {
            return new String(chars, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        String known = slots[slot];
        if (known != null && isSame(known, chars, from, length)) {
            return known;
        }
        String fresh = new String(chars, from, length);
        slots[slot] = fresh;
        return fresh;
    }

    private static boolean isSame(String known, char[] chars, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[from + i]) {
                return false;
            }
        }
        return true;
    }
}
