package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Targets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Fires when a measure misses its target by more than chance explains: exact one-sided binomial test, adjusted over the groups of the
 * rule by Benjamini and Hochberg.
 *
 * @param target 0 to 1
 * @param level the level of the test; an adjusted p value at or below it is broken
 * @param clearLevel a larger one; an adjusted p value above it, or a kept target, is clear
 * @param minimumOrders with a smaller denominator a group is not tested
 */
public record SignificantRule(
        RuleHead head,
        Measure measure,
        Scope scope,
        LiveWindow window,
        double target,
        double level,
        double clearLevel,
        long minimumOrders)
        implements AlertRule {
    public SignificantRule {
        Checks.ratio("target", target);
        Checks.ratio("level", level);
        Checks.ratio("clearLevel", clearLevel);
        Checks.minimumOrders(minimumOrders);
        if (clearLevel <= level) {
            throw new RefusedRule(
                    "clearLevel",
                    RefusedRule.Flaw.CLEAR_LEVEL_NOT_LARGER,
                    clearLevel + " must be larger than level, " + level,
                    clearLevel,
                    level);
        }
    }

    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        List<Finding> findings = new ArrayList<>();
        List<ScopedLevels> tested = new ArrayList<>();
        for (ScopedLevels scoped :
                scope.groups(Objects.requireNonNull(seen.snapshot().windows().get(window)))) {
            Optional<Rate> rate = measure.of(scoped.levels().tally());
            if (rate.isPresent() && rate.get().denominator() >= minimumOrders) {
                tested.add(scoped);
            } else {
                findings.add(untested(scoped.group(), rate));
            }
        }
        double[] p = tested.stream().mapToDouble(this::probability).toArray();
        double[] adjusted = FalseDiscoveries.adjusted(p);
        for (int i = 0; i < p.length; i++) {
            findings.add(finding(tested.get(i), p[i], adjusted[i]));
        }
        return findings;
    }

    private Finding untested(AlertGroup group, Optional<Rate> rate) {
        return new Finding(
                group,
                rate.isPresent() ? Reading.TOO_FEW : Reading.CLEAR,
                new Evidence.Significance(
                        measure,
                        rate.map(Rate::numerator).orElse(0L),
                        rate.map(Rate::denominator).orElse(0L),
                        target,
                        1,
                        1));
    }

    private Finding finding(ScopedLevels scoped, double p, double adjusted) {
        Rate rate = rateOf(scoped);
        Reading reading;
        if (Targets.kept(measure, rate.value(), target) || adjusted > clearLevel) {
            reading = Reading.CLEAR;
        } else {
            reading = adjusted <= level ? Reading.BROKEN : Reading.BETWEEN;
        }
        return new Finding(
                scoped.group(),
                reading,
                new Evidence.Significance(measure, rate.numerator(), rate.denominator(), target, p, adjusted));
    }

    private double probability(ScopedLevels scoped) {
        Rate rate = rateOf(scoped);
        return Targets.smallerIsBetter(measure)
                ? Binomial.atLeast(rate.numerator(), rate.denominator(), target)
                : Binomial.atMost(rate.numerator(), rate.denominator(), target);
    }

    private Rate rateOf(ScopedLevels scoped) {
        return measure.of(scoped.levels().tally()).orElseThrow();
    }
}
