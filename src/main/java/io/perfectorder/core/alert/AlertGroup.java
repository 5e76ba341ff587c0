package io.perfectorder.core.alert;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one alert of a rule is about.
 *
 * @param tier empty for all tiers together
 * @param by the name of the other dimension, {@code order} for a single order, or empty
 * @param value the value in it, or empty
 */
public record AlertGroup(String tier, String by, String value) {
    /** Everything. */
    public static final AlertGroup ALL = new AlertGroup("", "", "");

    public AlertGroup {
        if (by.isEmpty() != value.isEmpty()) {
            throw new IllegalArgumentException(
                    "group: '" + by + "' and '" + value + "' must both be given, or neither");
        }
    }

    /** The names and values that tell it from others, tier first. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!tier.isEmpty()) {
            labels.put("tier", tier);
        }
        if (!by.isEmpty()) {
            labels.put(by, value);
        }
        return labels;
    }
}
