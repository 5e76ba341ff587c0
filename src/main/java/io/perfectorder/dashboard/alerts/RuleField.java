package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.RuleKind;
import io.perfectorder.core.servicelevel.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The fields of the form of a rule, by their names in files and in the API. */
enum RuleField {
    ID("id", Input.TEXT),
    OWNER("owner", Input.TEXT),
    DESCRIPTION("description", Input.TEXT),
    RUNBOOK("runbook", Input.TEXT),
    MEASURE("measure", Input.MEASURE),
    TIER("tier", Input.TIER),
    BY("by", Input.DIMENSION),
    VALUE("value", Input.VALUE),
    WINDOW("window", Input.WINDOW),
    FIRE("fire", Input.RATIO),
    CLEAR("clear", Input.RATIO),
    TARGET("target", Input.RATIO),
    LEVEL("level", Input.RATIO),
    CLEAR_LEVEL("clearLevel", Input.RATIO),
    PERIOD("period", Input.WINDOW),
    LONG_WINDOW("longWindow", Input.WINDOW),
    SHORT_WINDOW("shortWindow", Input.WINDOW),
    BUDGET_SHARE("budgetShare", Input.RATIO),
    CLEAR_SHARE("clearShare", Input.RATIO),
    DECAYED("decayed", Input.RATIO),
    LIMIT("limit", Input.NUMBER),
    CLEAR_LIMIT("clearLimit", Input.NUMBER),
    MINIMUM_ORDERS("minimumOrders", Input.NUMBER),
    LOWEST_PRIORITY("lowestPriority", Input.NUMBER),
    WITHIN("within", Input.DURATION),
    SOURCE("source", Input.SOURCE),
    SILENT_FOR("limit", Input.DURATION),
    FOR("for", Input.DURATION);

    /** What a field is filled in with. */
    enum Input {
        TEXT,
        /** 0 to 1. */
        RATIO,
        NUMBER,
        DURATION,
        MEASURE,
        WINDOW,
        SOURCE,
        /** All tiers together, each, or one. */
        TIER,
        /** A second dimension, or none. */
        DIMENSION,
        /** Each value of it, or one. */
        VALUE
    }

    private final String key;
    private final Input input;

    RuleField(String key, Input input) {
        this.key = key;
        this.input = input;
    }

    String key() {
        return key;
    }

    Input input() {
        return input;
    }

    /** The fields of a kind, in the order of the form. */
    static List<RuleField> of(RuleKind kind) {
        List<RuleField> fields = new ArrayList<>(List.of(ID, OWNER, DESCRIPTION, RUNBOOK));
        List<RuleField> watched = List.of(MEASURE, TIER, BY, VALUE);
        fields.addAll(
                switch (kind) {
                    case THRESHOLD -> with(watched, WINDOW, FIRE, CLEAR, MINIMUM_ORDERS);
                    case SIGNIFICANT -> with(watched, WINDOW, TARGET, LEVEL, CLEAR_LEVEL, MINIMUM_ORDERS);
                    case BURN_RATE ->
                        with(
                                watched,
                                TARGET,
                                PERIOD,
                                LONG_WINDOW,
                                SHORT_WINDOW,
                                BUDGET_SHARE,
                                CLEAR_SHARE,
                                MINIMUM_ORDERS);
                    case DRIFT -> with(watched, WINDOW, TARGET, DECAYED, LIMIT, CLEAR_LIMIT);
                    case ANY_FAILURE -> with(watched, WINDOW);
                    case AT_RISK -> List.of(LOWEST_PRIORITY, WITHIN);
                    case STALENESS -> List.of(SOURCE, SILENT_FOR);
                });
        fields.add(FOR);
        return fields;
    }

    /** The field of a kind that has this name; the scope is told of at its tier, a dimension at its value. */
    static Optional<RuleField> named(RuleKind kind, String key) {
        String shown = key.equals("scope") ? TIER.key : key;
        return of(kind).stream()
                .filter(field -> field.key.equals(shown))
                .findFirst()
                .or(() -> Dimension.ofKey(key).map(_ -> VALUE));
    }

    private static List<RuleField> with(List<RuleField> first, RuleField... rest) {
        List<RuleField> all = new ArrayList<>(first);
        all.addAll(Arrays.asList(rest));
        return all;
    }
}
