package io.perfectorder.dashboard.parts;

import java.util.Locale;

/** How a status looks; an {@link Icon} and a word always go with it. */
public enum Tone {
    GOOD,
    NEAR,
    BAD,
    NONE;

    /** The value of {@code data-tone} in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
