package io.perfectorder.alerting.declared;

import io.perfectorder.core.alert.RefusedRule;
import java.util.List;

/**
 * What is wrong, as a value for those who say it in another language.
 *
 * @param field its name in files and in the API; empty when it is about no single one
 * @param figures what the text names: the value first
 */
public record Mistake(String field, Kind kind, List<String> figures) {
    /** Why; beside those of the reader, the {@link RefusedRule.Flaw flaws} of rules. */
    public enum Kind {
        MISSING,
        NUMBER,
        WHOLE_NUMBER,
        DURATION,
        /** The value, and what there is to choose from. */
        CHOICE,
        /** The value; 1 to 100 characters. */
        LENGTH,
        ADDRESS,
        /** The most characters. */
        TOO_LONG,
        ID,
        HOLD,
        RATIO,
        AT_LEAST_ONE,
        NOT_LONGER_THAN_NOTHING,
        CLEAR_NOT_BETTER,
        CLEAR_LEVEL_NOT_LARGER,
        DECAYED_NOT_WORSE,
        CLEAR_LIMIT_NOT_SMALLER,
        WINDOWS_IN_DISORDER,
        NEVER_FIRES,
        /** Only in what is written by hand, as in a file: an unknown name, a list in the place of a value. */
        OTHER
    }

    public Mistake {
        figures = List.copyOf(figures);
    }

    static Mistake other() {
        return new Mistake("", Kind.OTHER, List.of());
    }

    static Mistake of(RefusedRule refused) {
        return new Mistake(refused.field(), Kind.valueOf(refused.flaw().name()), refused.figures());
    }
}
