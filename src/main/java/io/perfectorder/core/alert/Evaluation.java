package io.perfectorder.core.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule makes of what it sees.
 *
 * @param statuses of the groups whose alert is anything but inactive
 * @param transitions in the order in which they were found
 */
public record Evaluation(Map<AlertGroup, AlertStatus> statuses, List<Transition> transitions) {
    public Evaluation {
        statuses = Map.copyOf(statuses);
        transitions = List.copyOf(transitions);
    }

    /** The same rule, the same sight, the same past and the same instant always give the same. */
    public static Evaluation of(AlertRule rule, Seen seen, Map<AlertGroup, AlertStatus> before, Instant now) {
        Map<AlertGroup, AlertStatus> statuses = new HashMap<>();
        List<Transition> transitions = new ArrayList<>();
        Map<AlertGroup, AlertStatus> gone = new HashMap<>(before);
        for (Finding finding : rule.findings(seen, now)) {
            gone.remove(finding.group());
            step(rule, finding, before, now, statuses, transitions);
        }
        gone.forEach((group, status) -> {
            if (status.phase() != Phase.RESOLVED) {
                Finding nothing = new Finding(group, Reading.CLEAR, status.evidence());
                step(rule, nothing, before, now, statuses, transitions);
            }
        });
        return new Evaluation(statuses, transitions);
    }

    /** The end of all alerts of a rule that is no more. */
    public static Evaluation ended(String rule, Map<AlertGroup, AlertStatus> before, Instant now) {
        List<Transition> transitions = new ArrayList<>();
        before.forEach((group, status) -> {
            switch (status.phase()) {
                case PENDING ->
                    transitions.add(new Transition(rule, group, Phase.PENDING, Phase.INACTIVE, now, status.evidence()));
                case FIRING ->
                    transitions.add(new Transition(rule, group, Phase.FIRING, Phase.RESOLVED, now, status.evidence()));
                case INACTIVE, RESOLVED -> {}
            }
        });
        return new Evaluation(Map.of(), transitions);
    }

    private static void step(
            AlertRule rule,
            Finding finding,
            Map<AlertGroup, AlertStatus> before,
            Instant now,
            Map<AlertGroup, AlertStatus> statuses,
            List<Transition> transitions) {
        AlertStatus status = before.get(finding.group());
        Phase from = status == null ? Phase.INACTIVE : status.phase();
        Instant since = status == null ? now : status.since();
        Phase to = next(from, since, finding.reading(), rule.head(), now);
        if (to != from) {
            transitions.add(new Transition(rule.head().id(), finding.group(), from, to, now, finding.evidence()));
        }
        if (to != Phase.INACTIVE) {
            statuses.put(finding.group(), new AlertStatus(to, to == from ? since : now, finding.evidence()));
        }
    }

    private static Phase next(Phase from, Instant since, Reading reading, RuleHead head, Instant now) {
        boolean broken = reading == Reading.BROKEN;
        return switch (from) {
            case INACTIVE, RESOLVED -> {
                if (!broken) {
                    yield from;
                }
                yield head.holdFor().isZero() ? Phase.FIRING : Phase.PENDING;
            }
            case PENDING -> {
                if (!broken) {
                    yield Phase.INACTIVE;
                }
                yield now.isBefore(since.plus(head.holdFor())) ? Phase.PENDING : Phase.FIRING;
            }
            case FIRING -> reading == Reading.CLEAR ? Phase.RESOLVED : Phase.FIRING;
        };
    }
}
