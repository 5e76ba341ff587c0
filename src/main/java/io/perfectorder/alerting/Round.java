package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Evaluation;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Seen;
import io.perfectorder.core.alert.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One evaluation of all rules: a pure function of what they see, of the states before, and of the instant.
 *
 * @param statuses by rule, of the alerts that are pending or firing
 * @param changes what is to be stored before these statuses hold
 */
record Round(Map<String, Map<AlertGroup, AlertStatus>> statuses, List<AlertChange> changes) {
    /**
     * @param rules those in use; the alerts of any other rule end
     * @param canSee a rule that cannot be evaluated now keeps its alerts as they are
     */
    static Round of(
            List<AlertRule> rules,
            Predicate<AlertRule> canSee,
            Seen seen,
            Map<String, Map<AlertGroup, AlertStatus>> before,
            Instant now) {
        Map<String, Map<AlertGroup, AlertStatus>> statuses = new HashMap<>();
        List<AlertChange> changes = new ArrayList<>();
        Map<String, Map<AlertGroup, AlertStatus>> orphans = new HashMap<>(before);
        for (AlertRule rule : rules) {
            String id = rule.head().id();
            orphans.remove(id);
            Map<AlertGroup, AlertStatus> was = before.getOrDefault(id, Map.of());
            Map<AlertGroup, AlertStatus> is = was;
            if (canSee.test(rule)) {
                Evaluation evaluation = Evaluation.of(rule, seen, was, now);
                evaluation.transitions().forEach(change -> changes.add(change(change, was)));
                is = active(evaluation.statuses());
            }
            if (!is.isEmpty()) {
                statuses.put(id, is);
            }
        }
        orphans.forEach((rule, was) ->
                Evaluation.ended(rule, was, now).transitions().forEach(change -> changes.add(change(change, was))));
        return new Round(statuses, changes);
    }

    /** A resolved alert is as ready to fire again as one that never fired, so nothing of it is kept in mind. */
    private static Map<AlertGroup, AlertStatus> active(Map<AlertGroup, AlertStatus> statuses) {
        boolean allActive = statuses.values().stream().noneMatch(status -> status.phase() == Phase.RESOLVED);
        if (allActive) {
            return statuses;
        }
        Map<AlertGroup, AlertStatus> active = new HashMap<>(statuses);
        active.values().removeIf(status -> status.phase() == Phase.RESOLVED);
        return active;
    }

    private static AlertChange change(Transition transition, Map<AlertGroup, AlertStatus> before) {
        AlertStatus status = before.get(transition.group());
        if (transition.from() == Phase.FIRING && status != null) {
            return new AlertChange(transition, Optional.of(status.since()));
        }
        boolean begins = transition.to() == Phase.FIRING;
        return new AlertChange(transition, begins ? Optional.of(transition.at()) : Optional.empty());
    }
}
