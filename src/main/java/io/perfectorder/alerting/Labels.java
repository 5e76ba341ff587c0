package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an alert is matched and grouped by: the rule, its kind and owner, and what its group is about. */
public final class Labels {
    private Labels() {}

    public static Map<String, String> of(AlertRule rule, AlertGroup group) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("rule", rule.head().id());
        labels.put("kind", RuleKind.of(rule).key());
        labels.put("owner", rule.head().owner());
        labels.putAll(group.labels());
        return labels;
    }
}
