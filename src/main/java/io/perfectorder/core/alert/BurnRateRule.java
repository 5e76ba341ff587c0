package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.core.servicelevel.WindowLevels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Fires when a share of an objective's error budget burns within one window, and still burns as fast in a shorter one. The factor is
 * derived: {@code share × orders of the period ÷ orders of the long window}, with the orders of now; so a quiet night, which cannot
 * burn much, needs a higher burn rate than a busy morning.
 *
 * <p>Source: multi-window burn rates after B. Beyer and others, The Site Reliability Workbook (2018), chapter 5; its factors suppose an
 * even volume.
 *
 * @param target of the objective, 0 to 1
 * @param period of the objective
 * @param budgetShare the share of the period's error budget, 0 to 1, whose loss within {@code longWindow} is too much
 * @param clearShare of the factor, 0 to 1: when either window burns slower than that, it is clear
 * @param minimumOrders with fewer in the long window nothing is said
 */
public record BurnRateRule(
        RuleHead head,
        Measure measure,
        Scope scope,
        double target,
        LiveWindow period,
        LiveWindow longWindow,
        LiveWindow shortWindow,
        double budgetShare,
        double clearShare,
        long minimumOrders)
        implements AlertRule {
    public BurnRateRule {
        Checks.ratio("target", target);
        Checks.ratio("budgetShare", budgetShare);
        Checks.ratio("clearShare", clearShare);
        Checks.minimumOrders(minimumOrders);
        if (shortWindow.minutes() >= longWindow.minutes() || longWindow.minutes() >= period.minutes()) {
            throw new RefusedRule(
                    "longWindow",
                    RefusedRule.Flaw.WINDOWS_IN_DISORDER,
                    "shortWindow " + shortWindow.length() + " < longWindow " + longWindow.length() + " < period "
                            + period.length() + " does not hold",
                    shortWindow.length(),
                    longWindow.length(),
                    period.length());
        }
        double budget = budget(measure, target);
        double factor = budgetShare * period.minutes() / longWindow.minutes();
        if (factor * budget >= 1) {
            throw neverFires(budgetShare, period, longWindow, factor, budget);
        }
    }

    /** The burn rate at which it fires when orders come evenly. */
    public double factor() {
        return budgetShare * period.minutes() / longWindow.minutes();
    }

    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        Map<AlertGroup, GroupLevels> periods = levels(seen, period);
        Map<AlertGroup, GroupLevels> shorts = levels(seen, shortWindow);
        return scope.groups(window(seen, longWindow)).stream()
                .map(scoped -> finding(
                        scoped,
                        periods.getOrDefault(scoped.group(), scoped.levels()),
                        Optional.ofNullable(shorts.get(scoped.group()))))
                .toList();
    }

    private Finding finding(ScopedLevels scoped, GroupLevels ofPeriod, Optional<GroupLevels> ofShort) {
        Optional<Rate> rate = measure.of(scoped.levels().tally());
        double shortRate = ofShort.flatMap(levels -> measure.of(levels.tally()))
                .map(this::burnRate)
                .orElse(0.0);
        double longRate = rate.map(this::burnRate).orElse(0.0);
        long orders = rate.map(Rate::denominator).orElse(0L);
        long ordersOfPeriod =
                measure.of(ofPeriod.tally()).map(Rate::denominator).orElse(orders);
        double factor = orders == 0 ? factor() : budgetShare * ordersOfPeriod / orders;
        return new Finding(
                scoped.group(),
                reading(orders, Math.min(longRate, shortRate), factor),
                new Evidence.Burn(measure, longRate, shortRate, factor));
    }

    private Reading reading(long orders, double slower, double factor) {
        if (orders > 0 && orders < minimumOrders) {
            return Reading.TOO_FEW;
        }
        if (slower >= factor && slower > 1) {
            return Reading.BROKEN;
        }
        return slower < clearShare * factor ? Reading.CLEAR : Reading.BETWEEN;
    }

    private double burnRate(Rate rate) {
        double failed = Targets.smallerIsBetter(measure) ? rate.value() : 1 - rate.value();
        return failed / budget(measure, target);
    }

    private Map<AlertGroup, GroupLevels> levels(Seen seen, LiveWindow window) {
        Map<AlertGroup, GroupLevels> levels = new HashMap<>();
        scope.groups(window(seen, window)).forEach(scoped -> levels.put(scoped.group(), scoped.levels()));
        return levels;
    }

    private static WindowLevels window(Seen seen, LiveWindow window) {
        return Objects.requireNonNull(seen.snapshot().windows().get(window));
    }

    private static double budget(Measure measure, double target) {
        return Targets.smallerIsBetter(measure) ? target : 1 - target;
    }

    private static RefusedRule neverFires(
            double share, LiveWindow period, LiveWindow longWindow, double factor, double budget) {
        List<String> figures = List.of(
                figure(share),
                period.length().toString(),
                longWindow.length().toString(),
                Long.toString(period.minutes()),
                Long.toString(longWindow.minutes()),
                figure(factor),
                figure(budget),
                figure(1 / budget),
                figure(longWindow.minutes() / (budget * period.minutes())));
        String message = String.format(
                Locale.ROOT,
                "can never fire: %1$s of the budget of %2$s within %3$s needs a burn rate of %1$s × %4$s min ÷ %5$s min"
                        + " = %6$s, but when every order fails it is 1 ÷ %7$s = %8$s; a share below %9$s can fire",
                figures.toArray());
        return new RefusedRule("budgetShare", RefusedRule.Flaw.NEVER_FIRES, message, figures.toArray());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
