package io.perfectorder.pipeline;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an id stands for itself in a text, C-1 but not the beginning of C-12, and a pseudonym in its place. As {@code erased_text} in SQL. */
public final class Mentions {
    private static final String IN_A_WORD = "[A-Za-z0-9_-]";

    private final Pattern id;
    private final String pseudonym;

    public Mentions(String id, String pseudonym) {
        String before = id.matches("(?s)[A-Za-z0-9_].*") ? "(?<!" + IN_A_WORD + ")" : "";
        String after = id.matches("(?s).*[A-Za-z0-9_]") ? "(?!" + IN_A_WORD + ")" : "";
        this.id = Pattern.compile(before + Pattern.quote(id) + after);
        this.pseudonym = Matcher.quoteReplacement(pseudonym);
    }

    public boolean in(String text) {
        return id.matcher(text).find();
    }

    public String replacedIn(String text) {
        return id.matcher(text).replaceAll(pseudonym);
    }
}
