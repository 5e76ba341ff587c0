package io.perfectorder.core.alert;

import java.time.Instant;
import java.util.List;

/** A rule that watches groups, each of which has an alert of its own. */
public sealed interface AlertRule
        permits ThresholdRule, SignificantRule, BurnRateRule, DriftRule, AnyFailureRule, AtRiskRule, StalenessRule {
    RuleHead head();

    /** One finding for each group that can be looked at; a group that has none has nothing wrong. */
    List<Finding> findings(Seen seen, Instant now);
}
