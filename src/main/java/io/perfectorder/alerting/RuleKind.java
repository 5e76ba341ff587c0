package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AnyFailureRule;
import io.perfectorder.core.alert.AtRiskRule;
import io.perfectorder.core.alert.BurnRateRule;
import io.perfectorder.core.alert.DriftRule;
import io.perfectorder.core.alert.SignificantRule;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.alert.ThresholdRule;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of rules, by the names that they have in files and in the API. */
public enum RuleKind {
    THRESHOLD("threshold"),
    SIGNIFICANT("significant"),
    BURN_RATE("burn-rate"),
    DRIFT("drift"),
    ANY_FAILURE("any-failure"),
    AT_RISK("at-risk"),
    STALENESS("staleness");

    private final String key;

    RuleKind(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public static Optional<RuleKind> ofKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }

    public static RuleKind of(AlertRule rule) {
        return switch (rule) {
            case ThresholdRule _ -> THRESHOLD;
            case SignificantRule _ -> SIGNIFICANT;
            case BurnRateRule _ -> BURN_RATE;
            case DriftRule _ -> DRIFT;
            case AnyFailureRule _ -> ANY_FAILURE;
            case AtRiskRule _ -> AT_RISK;
            case StalenessRule _ -> STALENESS;
        };
    }
}
