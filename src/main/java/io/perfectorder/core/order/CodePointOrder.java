package io.perfectorder.core.order;

/** The order of texts by Unicode code point, which differs from {@link String#compareTo} beyond U+D7FF. */
final class CodePointOrder {
    private CodePointOrder() {}

    static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Moves surrogates, which encode the highest code points, above U+E000..U+FFFF. */
    private static char rank(char unit) {
        if (Character.isSurrogate(unit)) {
            return (char) (unit + 0x2000);
        }
        return unit >= 0xE000 ? (char) (unit - 0x800) : unit;
    }
}
