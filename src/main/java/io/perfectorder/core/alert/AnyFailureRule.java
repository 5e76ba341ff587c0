package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Targets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Fires at the first order in a window that misses a measure, and clears when the window holds none: for groups that matter most. */
public record AnyFailureRule(RuleHead head, Measure measure, Scope scope, LiveWindow window) implements AlertRule {
    @Override
    public List<Finding> findings(Seen seen, Instant now) {
        return scope.groups(Objects.requireNonNull(seen.snapshot().windows().get(window))).stream()
                .map(this::finding)
                .toList();
    }

    private Finding finding(ScopedLevels scoped) {
        long missed = measure.of(scoped.levels().tally())
                .map(rate ->
                        Targets.smallerIsBetter(measure) ? rate.numerator() : rate.denominator() - rate.numerator())
                .orElse(0L);
        return new Finding(
                scoped.group(), missed > 0 ? Reading.BROKEN : Reading.CLEAR, new Evidence.Missed(measure, missed));
    }
}
