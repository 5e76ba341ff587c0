package io.perfectorder.dashboard.parts;

/** Texts that somebody typed, made fit to be stored. */
public final class Cut {
    private Cut() {}

    /** Without NUL, and no longer than so many characters. */
    public static String to(String text, int longest) {
        String clean = text.replace("\0", "");
        return clean.codePointCount(0, clean.length()) <= longest
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, longest));
    }
}
