package io.perfectorder.storage;

import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertChange;
import io.perfectorder.alerting.Decision;
import io.perfectorder.alerting.DecisionReason;
import io.perfectorder.alerting.Episode;
import io.perfectorder.alerting.EvidenceText;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.KeptDecision;
import io.perfectorder.alerting.Occasion;
import io.perfectorder.alerting.Settlement;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Alerts in rows, and rows as JSON for statements that store many at once. */
final class AlertRows {
    static final String CHANGE = "number, rule, tier, dimension, value, from_phase, to_phase, at, started_at, evidence";
    static final String DECISION =
            "number, fingerprint, started_at, transition, occasion, step, route, channel, group_key,"
                    + " reason, detail, planned_at, settled_at, due_at, attempts";

    private static final JsonMapper JSON = new JsonMapper();

    private AlertRows() {}

    /** The values as a JSON array of objects, for {@code jsonb_to_recordset}. */
    static <T> String json(Iterable<T> values, Function<T, Map<String, Object>> row) {
        List<Map<String, Object>> rows = new java.util.ArrayList<>();
        values.forEach(value -> rows.add(row.apply(value)));
        return JSON.writeValueAsString(rows);
    }

    static Map<String, Object> row(AlertChange change) {
        Transition transition = change.transition();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rule", transition.rule());
        row.put("tier", transition.group().tier());
        row.put("dimension", transition.group().by());
        row.put("value", transition.group().value());
        row.put("fingerprint", change.key().fingerprint());
        row.put("from_phase", transition.from().name());
        row.put("to_phase", transition.to().name());
        row.put("at", transition.at().toString());
        change.startsAt().ifPresent(start -> row.put("started_at", start.toString()));
        row.put("evidence", JSON.writeValueAsString(EvidenceText.of(transition.evidence())));
        row.put("decided", !transition.isTold());
        return row;
    }

    static Map<String, Object> row(Decision decision) {
        Map<String, Object> row = row(decision.episode());
        row.put("transition", decision.transition());
        row.put("occasion", decision.occasion().name());
        row.put("step", decision.step());
        row.put("route", decision.route());
        row.put("channel", decision.channel());
        row.put("group_key", decision.groupKey());
        row.put("reason", decision.reason().name());
        row.put("detail", decision.detail());
        row.put("planned_at", decision.plannedAt().toString());
        decision.settledAt().ifPresent(at -> row.put("settled_at", at.toString()));
        decision.dueAt().ifPresent(at -> row.put("due_at", at.toString()));
        row.put("attempts", decision.attempts());
        return row;
    }

    static Map<String, Object> row(Settlement settlement) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", settlement.number());
        row.put("reason", settlement.reason().name());
        row.put("detail", settlement.detail());
        row.put("attempts", settlement.attempts());
        settlement
                .dueAt()
                .ifPresentOrElse(
                        at -> row.put("due_at", at.toString()),
                        () -> row.put("settled_at", settlement.at().toString()));
        return row;
    }

    static Map<String, Object> row(Episode episode) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fingerprint", episode.fingerprint());
        row.put("started_at", episode.startsAt().toString());
        return row;
    }

    static KeptChange changeOf(Readable row) {
        Transition transition = new Transition(
                Columns.textOf(row, "rule"),
                groupOf(row),
                Phase.valueOf(Columns.textOf(row, "from_phase")),
                Phase.valueOf(Columns.textOf(row, "to_phase")),
                Columns.timeOf(row, "at"),
                evidenceOf(row));
        return new KeptChange(
                Columns.longOf(row, "number"), new AlertChange(transition, Columns.maybeTimeOf(row, "started_at")));
    }

    static KeptDecision decisionOf(Readable row) {
        return new KeptDecision(
                Columns.longOf(row, "number"),
                new Decision(
                        episodeOf(row),
                        Columns.longOf(row, "transition"),
                        Occasion.valueOf(Columns.textOf(row, "occasion")),
                        Columns.intOf(row, "step"),
                        Columns.textOf(row, "route"),
                        Columns.textOf(row, "channel"),
                        Columns.textOf(row, "group_key"),
                        DecisionReason.valueOf(Columns.textOf(row, "reason")),
                        Columns.textOf(row, "detail"),
                        Columns.timeOf(row, "planned_at"),
                        Columns.maybeTimeOf(row, "settled_at"),
                        Columns.maybeTimeOf(row, "due_at"),
                        Columns.intOf(row, "attempts")));
    }

    static AlertAcknowledgement acknowledgementOf(Readable row) {
        return new AlertAcknowledgement(
                episodeOf(row),
                Columns.textOf(row, "acknowledged_by"),
                Columns.textOf(row, "note"),
                Columns.timeOf(row, "acknowledged_at"),
                Columns.maybeTimeOf(row, "until"));
    }

    static Episode episodeOf(Readable row) {
        Optional<Instant> start = Columns.maybeTimeOf(row, "started_at");
        return new Episode(Columns.textOf(row, "fingerprint"), start.orElseThrow());
    }

    static AlertGroup groupOf(Readable row) {
        return new AlertGroup(
                Columns.textOf(row, "tier"), Columns.textOf(row, "dimension"), Columns.textOf(row, "value"));
    }

    static Evidence evidenceOf(Readable row) {
        return EvidenceText.read(JSON.readTree(Columns.textOf(row, "evidence")));
    }
}
