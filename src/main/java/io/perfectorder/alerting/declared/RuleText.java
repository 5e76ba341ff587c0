package io.perfectorder.alerting.declared;

import io.perfectorder.alerting.RuleKind;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AnyFailureRule;
import io.perfectorder.core.alert.AtRiskRule;
import io.perfectorder.core.alert.BurnRateRule;
import io.perfectorder.core.alert.DriftRule;
import io.perfectorder.core.alert.Pick;
import io.perfectorder.core.alert.RuleHead;
import io.perfectorder.core.alert.Scope;
import io.perfectorder.core.alert.SignificantRule;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.ThresholdRule;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Alert rules in the form that {@link RuleReader} reads. */
public final class RuleText {
    private RuleText() {}

    public static Map<String, Object> of(AlertRule rule) {
        Map<String, Object> text = new LinkedHashMap<>();
        RuleHead head = rule.head();
        text.put("id", head.id());
        text.put("kind", RuleKind.of(rule).key());
        text.put("owner", head.owner());
        text.put("description", head.description());
        text.put("runbook", head.runbook());
        text.put("for", head.holdFor().toString());
        switch (rule) {
            case ThresholdRule r -> {
                watched(text, r.measure(), r.scope(), r.window());
                text.put("fire", r.fire());
                text.put("clear", r.clear());
                text.put("minimumOrders", r.minimumOrders());
            }
            case SignificantRule r -> {
                watched(text, r.measure(), r.scope(), r.window());
                text.put("target", r.target());
                text.put("level", r.level());
                text.put("clearLevel", r.clearLevel());
                text.put("minimumOrders", r.minimumOrders());
            }
            case BurnRateRule r -> burnRate(text, r);
            case DriftRule r -> {
                watched(text, r.measure(), r.scope(), r.window());
                text.put("target", r.target());
                text.put("decayed", r.decayed());
                text.put("limit", r.limit());
                text.put("clearLimit", r.clearLimit());
            }
            case AnyFailureRule r -> watched(text, r.measure(), r.scope(), r.window());
            case AtRiskRule r -> {
                text.put("lowestPriority", r.lowestPriority());
                text.put("within", r.within().toString());
            }
            case StalenessRule r -> {
                text.put("source", r.source().name().toLowerCase(Locale.ROOT));
                text.put("limit", r.limit().toString());
            }
        }
        return text;
    }

    private static void burnRate(Map<String, Object> text, BurnRateRule rule) {
        text.put("measure", rule.measure().key());
        putScope(text, rule.scope());
        text.put("target", rule.target());
        text.put("period", rule.period().length().toString());
        text.put("longWindow", rule.longWindow().length().toString());
        text.put("shortWindow", rule.shortWindow().length().toString());
        text.put("budgetShare", rule.budgetShare());
        text.put("clearShare", rule.clearShare());
        text.put("minimumOrders", rule.minimumOrders());
    }

    private static void watched(Map<String, Object> text, Measure measure, Scope scope, LiveWindow window) {
        text.put("measure", measure.key());
        putScope(text, scope);
        text.put("window", window.length().toString());
    }

    private static void putScope(Map<String, Object> text, Scope scope) {
        Map<String, Object> named = new LinkedHashMap<>();
        put(named, Dimension.TIER, scope.tier());
        put(named, scope.by(), scope.value());
        if (!named.isEmpty()) {
            text.put("scope", named);
        }
    }

    private static void put(Map<String, Object> named, Dimension dimension, Pick pick) {
        switch (pick) {
            case Pick.Together _ -> {}
            case Pick.Each _ -> named.put(dimension.key(), "each");
            case Pick.One(String value) -> named.put(dimension.key(), value);
        }
    }
}
