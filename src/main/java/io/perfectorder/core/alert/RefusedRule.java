package io.perfectorder.core.alert;

import java.util.Arrays;
import java.util.List;

/** A rule that cannot be: which field is wrong and why, as values too, for those who say it in another language. */
public final class RefusedRule extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final Flaw flaw;
    private final transient List<String> figures;

    /** Why a field cannot be as it is. */
    public enum Flaw {
        /** The id. */
        ID,
        /** The longest. */
        HOLD,
        /** The value. */
        RATIO,
        /** The value. */
        AT_LEAST_ONE,
        NOT_LONGER_THAN_NOTHING,
        /** The level that clears, and the one that fires. */
        CLEAR_NOT_BETTER,
        /** The level of the test that clears, and the one that fires. */
        CLEAR_LEVEL_NOT_LARGER,
        /** The decayed rate, and the target. */
        DECAYED_NOT_WORSE,
        /** The limit that clears, and the one that fires. */
        CLEAR_LIMIT_NOT_SMALLER,
        /** The short one, the long one and the period. */
        WINDOWS_IN_DISORDER,
        /** The share, its period and window, their minutes, the factor, the budget, the greatest burn rate, the share that can fire. */
        NEVER_FIRES
    }

    RefusedRule(String field, Flaw flaw, String message, Object... figures) {
        super(field + ": " + message);
        this.field = field;
        this.flaw = flaw;
        this.figures = Arrays.stream(figures).map(String::valueOf).toList();
    }

    /** Its name in files and in the API. */
    public String field() {
        return field;
    }

    public Flaw flaw() {
        return flaw;
    }

    /** What the flaw says they are. */
    public List<String> figures() {
        return figures;
    }
}
