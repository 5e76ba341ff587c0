package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.RuleKind;
import io.perfectorder.alerting.declared.Problem;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.alerting.declared.RuleText;
import io.perfectorder.alerting.declared.WrongDeclaration;
import io.perfectorder.core.alert.AlertRule;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A rule as it stands in the form: texts that may be wrong. What is right is decided where files and the API are read. */
record RuleDraft(RuleKind kind, Map<RuleField, String> values) {
    private static final JsonMapper JSON = new JsonMapper();

    RuleDraft {
        values = Map.copyOf(values);
    }

    /** What came of reading it. */
    sealed interface Reading {}

    record Right(AlertRule rule) implements Reading {}

    record Wrong(List<Problem> problems) implements Reading {
        Wrong {
            problems = List.copyOf(problems);
        }
    }

    /** A beginning that is right but for the names. */
    static RuleDraft fresh() {
        Map<RuleField, String> values = new EnumMap<>(RuleField.class);
        values.put(RuleField.MEASURE, "perfect-order");
        values.put(RuleField.WINDOW, "PT24H");
        values.put(RuleField.FIRE, "0.9");
        values.put(RuleField.CLEAR, "0.93");
        values.put(RuleField.TARGET, "0.95");
        values.put(RuleField.LEVEL, "0.05");
        values.put(RuleField.CLEAR_LEVEL, "0.2");
        values.put(RuleField.PERIOD, "PT720H");
        values.put(RuleField.LONG_WINDOW, "PT24H");
        values.put(RuleField.SHORT_WINDOW, "PT1H");
        values.put(RuleField.BUDGET_SHARE, "0.1");
        values.put(RuleField.CLEAR_SHARE, "0.9");
        values.put(RuleField.DECAYED, "0.9");
        values.put(RuleField.LIMIT, "10");
        values.put(RuleField.CLEAR_LIMIT, "5");
        values.put(RuleField.MINIMUM_ORDERS, "20");
        values.put(RuleField.LOWEST_PRIORITY, "1");
        values.put(RuleField.WITHIN, "2h");
        values.put(RuleField.SOURCE, "events");
        values.put(RuleField.SILENT_FOR, "10m");
        return new RuleDraft(RuleKind.THRESHOLD, values);
    }

    static RuleDraft of(AlertRule rule) {
        RuleKind kind = RuleKind.of(rule);
        Map<String, Object> text = new HashMap<>(RuleText.of(rule));
        if (text.remove("scope") instanceof Map<?, ?> scope) {
            scope.forEach((dimension, pick) -> {
                if (dimension.equals(RuleField.TIER.key())) {
                    text.put(RuleField.TIER.key(), pick);
                } else {
                    text.put(RuleField.BY.key(), dimension);
                    text.put(RuleField.VALUE.key(), pick);
                }
            });
        }
        Map<RuleField, String> values = new EnumMap<>(fresh().values());
        for (RuleField field : RuleField.of(kind)) {
            String value = String.valueOf(text.getOrDefault(field.key(), ""));
            values.put(field, field.input() == RuleField.Input.DURATION ? shortly(Duration.parse(value)) : value);
        }
        return new RuleDraft(kind, values);
    }

    String value(RuleField field) {
        return values.getOrDefault(field, "");
    }

    /** Reads it as a file or the API is read. */
    Reading read() {
        try {
            return new Right(RuleReader.read(JSON.writeValueAsString(declaration())));
        } catch (WrongDeclaration wrong) {
            return new Wrong(wrong.problems());
        }
    }

    /** Fields that are left empty are left out. */
    private Map<String, Object> declaration() {
        Map<String, Object> text = new LinkedHashMap<>();
        Map<String, String> scope = new LinkedHashMap<>();
        text.put("kind", kind.key());
        for (RuleField field : RuleField.of(kind)) {
            String value = value(field).strip();
            if (!value.isEmpty()) {
                switch (field) {
                    case TIER -> scope.put(field.key(), value);
                    case BY -> scope.put(value, each(value(RuleField.VALUE).strip()));
                    case VALUE -> {}
                    default -> text.put(field.key(), value);
                }
            }
        }
        if (!scope.isEmpty()) {
            text.put("scope", scope);
        }
        return text;
    }

    private static String each(String value) {
        return value.isEmpty() ? "each" : value;
    }

    /** As people write it: 1d12h, 10m. */
    static String shortly(Duration duration) {
        if (duration.isZero()) {
            return "";
        }
        if (duration.toNanosPart() > 0) {
            return duration.toString();
        }
        return part(duration.toDays(), "d")
                + part(duration.toHoursPart(), "h")
                + part(duration.toMinutesPart(), "m")
                + part(duration.toSecondsPart(), "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }
}
