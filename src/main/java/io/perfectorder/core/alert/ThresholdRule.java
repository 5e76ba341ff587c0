package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Fires when a measure is beyond one level, and clears at or beyond another, better one.
 *
 * @param fire 0 to 1; worse than this is broken
 * @param clear 0 to 1; this or better is clear
 * @param minimumOrders with a smaller denominator nothing is said
 */
public record ThresholdRule(
        RuleHead head, Measure measure, Scope scope, LiveWindow window, double fire, double clear, long minimumOrders)
        implements AlertRule {
    public ThresholdRule {
        Checks.ratio("fire", fire);
        Checks.ratio("clear", clear);
        Checks.minimumOrders(minimumOrders);
        if (fire == clear || !Targets.kept(measure, clear, fire)) {
            throw new RefusedRule(
                    "clear",
                    RefusedRule.Flaw.CLEAR_NOT_BETTER,
                    clear + " must be better than fire, " + fire + ", or the alert flaps with every order near it",
                    clear,
                    fire);
        }
    }

    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        return scope.groups(Objects.requireNonNull(seen.snapshot().windows().get(window))).stream()
                .map(this::finding)
                .toList();
    }

    private Finding finding(ScopedLevels scoped) {
        Optional<Rate> rate = measure.of(scoped.levels().tally());
        long numerator = rate.map(Rate::numerator).orElse(0L);
        long denominator = rate.map(Rate::denominator).orElse(0L);
        return new Finding(
                scoped.group(),
                rate.map(this::reading).orElse(Reading.CLEAR),
                new Evidence.Level(measure, numerator, denominator, fire));
    }

    private Reading reading(Rate rate) {
        if (rate.denominator() < minimumOrders) {
            return Reading.TOO_FEW;
        }
        if (!Targets.kept(measure, rate.value(), fire)) {
            return Reading.BROKEN;
        }
        return Targets.kept(measure, rate.value(), clear) ? Reading.CLEAR : Reading.BETWEEN;
    }
}
