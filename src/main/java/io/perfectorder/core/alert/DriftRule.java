package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Fires on slow decay that no single window shows: the cumulative sum of failures beyond a reference rate, slice by slice over the trend
 * of a window. The sum is made anew from each snapshot, so a restated past restates it, and nothing is to be remembered.
 *
 * <p>Source: E. S. Page, Continuous inspection schemes, Biometrika 41 (1954); the reference of the sequential likelihood ratio for a
 * Bernoulli rate.
 *
 * @param target the rate that is well, 0 to 1
 * @param decayed a worse rate that must be noticed
 * @param limit orders that fail beyond the reference before it fires
 * @param clearLimit a smaller number; at or below it is clear
 */
public record DriftRule(
        RuleHead head,
        Measure measure,
        Scope scope,
        LiveWindow window,
        double target,
        double decayed,
        double limit,
        double clearLimit)
        implements AlertRule {
    public DriftRule {
        Checks.ratio("target", target);
        Checks.ratio("decayed", decayed);
        if (target == decayed || Targets.kept(measure, decayed, target)) {
            throw new RefusedRule(
                    "decayed",
                    RefusedRule.Flaw.DECAYED_NOT_WORSE,
                    decayed + " must be worse than target, " + target,
                    decayed,
                    target);
        }
        if (!(clearLimit >= 0 && clearLimit < limit)) {
            throw new RefusedRule(
                    "clearLimit",
                    RefusedRule.Flaw.CLEAR_LIMIT_NOT_SMALLER,
                    "0 <= " + clearLimit + " < limit, " + limit + ", does not hold",
                    clearLimit,
                    limit);
        }
    }

    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        List<Finding> findings = new ArrayList<>();
        trends(seen).forEach((group, trend) -> findings.add(finding(group, sum(trend))));
        return findings;
    }

    private Map<AlertGroup, List<Tally>> trends(Seen seen) {
        if (!scope.hasTrends()) {
            return seen.trends().getOrDefault(new Watched(scope, List.of(window)), Map.of());
        }
        Map<AlertGroup, List<Tally>> trends = new LinkedHashMap<>();
        scope.groups(Objects.requireNonNull(seen.snapshot().windows().get(window)))
                .forEach(scoped -> trends.put(scoped.group(), scoped.levels().trend()));
        return trends;
    }

    private Finding finding(AlertGroup group, double sum) {
        Reading reading;
        if (sum >= limit) {
            reading = Reading.BROKEN;
        } else {
            reading = sum <= clearLimit ? Reading.CLEAR : Reading.BETWEEN;
        }
        return new Finding(group, reading, new Evidence.Drift(measure, sum, limit));
    }

    private double sum(List<Tally> slices) {
        double reference = reference();
        double sum = 0;
        for (Tally slice : slices) {
            Optional<Rate> rate = measure.of(slice);
            if (rate.isPresent()) {
                long orders = rate.get().denominator();
                long met = rate.get().numerator();
                long failed = Targets.smallerIsBetter(measure) ? met : orders - met;
                sum = Math.max(0, sum + failed - reference * orders);
            }
        }
        return sum;
    }

    /** The failure rate between well and decayed at which both are equally likely. */
    private double reference() {
        boolean complaint = Targets.smallerIsBetter(measure);
        double well = complaint ? target : 1 - target;
        double bad = complaint ? decayed : 1 - decayed;
        return Math.log((1 - well) / (1 - bad)) / Math.log(bad * (1 - well) / (well * (1 - bad)));
    }
}
