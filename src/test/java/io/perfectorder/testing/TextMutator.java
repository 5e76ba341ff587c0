package io.perfectorder.testing;

import java.util.List;
import java.util.random.RandomGenerator;

/** Changes texts of a corpus a little, with pieces that are awkward where they are used. Seeded by its random generator. */
public final class TextMutator {
    private static final int MOST_CHANGES = 5;
    private static final int LONGEST_CUT = 12;
    private static final int MOST_REPEATS = 40;

    private final RandomGenerator random;
    private final List<String> corpus;
    private final List<String> pieces;

    public TextMutator(RandomGenerator random, List<String> corpus, List<String> pieces) {
        this.random = random;
        this.corpus = List.copyOf(corpus);
        this.pieces = List.copyOf(pieces);
    }

    /** A member of the corpus with up to four changes. */
    public String next() {
        String text = oneOf(corpus);
        int changes = random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes; i++) {
            text = changed(text);
        }
        return text;
    }

    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), at + 1 + random.nextInt(LONGEST_CUT));
        String before = text.substring(0, at);
        String after = text.substring(to);
        return switch (random.nextInt(7)) {
            case 0 -> before + oneOf(pieces) + text.substring(at);
            case 1 -> before + oneOf(pieces) + after;
            case 2 -> before + after;
            case 3 -> before + text.substring(at, to).repeat(random.nextInt(MOST_REPEATS)) + after;
            case 4 -> before + (char) random.nextInt(256) + text.substring(at);
            case 5 -> valueReplaced(text, at);
            default -> spliced(text, at);
        };
    }

    /** What stands between two signs, such as the value of a parameter or a field, replaced by a piece. */
    private String valueReplaced(String text, int near) {
        int from = near;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        int to = near;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return text.substring(0, from) + oneOf(pieces) + text.substring(to);
    }

    private String spliced(String text, int at) {
        String other = oneOf(corpus);
        int from = random.nextInt(other.length() + 1);
        return text.substring(0, at) + other.substring(from) + text.substring(at);
    }

    private String oneOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
