package io.perfectorder.dashboard.alerts;

import java.util.List;
import java.util.Optional;

/** What the page of alerts shows, in the viewer's language. */
record AlertsModel(String summary, List<Active> active, List<Change> history, List<Rule> rules, List<Hush> silences) {
    AlertsModel {
        active = List.copyOf(active);
        history = List.copyOf(history);
        rules = List.copyOf(rules);
        silences = List.copyOf(silences);
    }

    /** Colour, icon and word. */
    record Mark(String tone, String icon, String word) {}

    /**
     * An alert that is pending or firing.
     *
     * @param hint who has it in hand, or why nobody is told
     * @param choosable whether it can be taken in hand
     */
    record Active(
            String fingerprint,
            Mark phase,
            String since,
            String rule,
            String description,
            String group,
            String figures,
            Optional<Mark> hint,
            boolean choosable) {}

    /** A change of state. {@code told}: the address of the episode, for the question why; empty when it never fired. */
    record Change(
            long number, Mark phase, String at, String rule, String group, String figures, Optional<Asked> told) {}

    /** Which episode is asked about. */
    record Asked(String fingerprint, java.time.Instant startsAt) {}

    record Rule(String id, String kind, String owner, String description, Optional<String> runbook, String origin) {}

    record Hush(long number, String match, String until, String by, String reason, boolean liftable) {}
}
