package io.perfectorder.alerting.channel;

import java.util.regex.Pattern;

/** Texts that others wrote (names of tiers, carriers, orders, rules) made harmless for every format: one line, bounded, no hidden signs. */
final class Names {
    private static final int LONGEST = 200;
    /** Control and format characters (line ends, text direction, zero width), and halves of surrogate pairs. */
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]");

    private Names() {}

    static String clean(String text) {
        String shown = HIDDEN.matcher(text).replaceAll("\uFFFD");
        return shown.codePointCount(0, shown.length()) <= LONGEST
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
