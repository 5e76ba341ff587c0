package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.Episode;
import java.util.List;
import java.util.Map;
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
     * @param told the episode, for the question why; empty while it is pending
     * @param choosable whether it can be taken in hand
     * @param labels what a silence of it matches
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
            Optional<Asked> told,
            boolean choosable,
            Map<String, String> labels) {}

    /** A change of state. {@code told}: the episode, for the question why; empty when it did not fire. */
    record Change(
            long number, Mark phase, String at, String rule, String group, String figures, Optional<Asked> told) {}

    /** The alert that a link names. {@code takeable}: whether it fires and nobody has it in hand. */
    record Linked(String about, String figures, String state, boolean takeable) {}

    /** Which episode is asked about. {@code title}: the question in words. */
    record Asked(Episode episode, String title) {}

    /** {@code own}: whether it is changed here, and not in a file. */
    record Rule(
            String id,
            String kind,
            String owner,
            String description,
            Optional<String> runbook,
            String origin,
            boolean own) {}

    record Hush(long number, String match, String until, String by, String reason, boolean liftable) {}
}
