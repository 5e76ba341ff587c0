package io.perfectorder.api;

import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertKey;
import io.perfectorder.alerting.BackTest;
import io.perfectorder.alerting.Decision;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.EvidenceText;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.KeptDecision;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.declared.RuleText;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Alerts in the JSON of the API. */
final class AlertJson {
    private AlertJson() {}

    static Map<String, Object> of(AlertDesk.Shown shown) {
        Map<String, Object> json = key(shown.alert().key());
        json.put("phase", word(shown.alert().status().phase()));
        json.put("since", shown.alert().status().since().toString());
        json.put("owner", shown.rule().rule().head().owner());
        json.put("description", shown.rule().rule().head().description());
        json.put("runbook", shown.rule().rule().head().runbook());
        json.put("evidence", EvidenceText.of(shown.alert().status().evidence()));
        shown.acknowledgement().ifPresent(given -> json.put("acknowledged", of(given)));
        shown.mute()
                .ifPresent(mute -> json.put("muted", Map.of("reason", word(mute.reason()), "detail", mute.detail())));
        return json;
    }

    static Map<String, Object> of(AlertAcknowledgement given) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", given.by());
        json.put("note", given.note());
        json.put("at", given.at().toString());
        given.until().ifPresent(until -> json.put("until", until.toString()));
        return json;
    }

    static Map<String, Object> of(KeptChange kept) {
        Transition transition = kept.change().transition();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", kept.number());
        json.putAll(key(kept.change().key()));
        json.put("from", word(transition.from()));
        json.put("to", word(transition.to()));
        json.put("at", transition.at().toString());
        kept.change().startsAt().ifPresent(start -> json.put("startsAt", start.toString()));
        json.put("evidence", EvidenceText.of(transition.evidence()));
        return json;
    }

    static Map<String, Object> of(EpisodeRecord record) {
        Map<String, Object> json = key(record.key());
        json.put("startsAt", record.episode().startsAt().toString());
        record.ended()
                .ifPresent(
                        end -> json.put("endsAt", end.change().transition().at().toString()));
        json.put(
                "evidence", EvidenceText.of(record.fired().change().transition().evidence()));
        record.acknowledgement().ifPresent(given -> json.put("acknowledged", of(given)));
        json.put("decisions", record.decisions().stream().map(AlertJson::of).toList());
        return json;
    }

    static Map<String, Object> of(KeptRule kept) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rule", RuleText.of(kept.rule()));
        json.put("origin", kept.origin().key());
        json.put("changedBy", kept.changedBy());
        json.put("changedAt", kept.changedAt().toString());
        return json;
    }

    static Map<String, Object> of(Silence silence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("number", silence.number());
        json.put("match", silence.matchers().sorted());
        json.put("from", silence.startsAt().toString());
        json.put("until", silence.endsAt().toString());
        json.put("by", silence.by());
        json.put("reason", silence.reason());
        json.put("origin", silence.origin().key());
        return json;
    }

    static Map<String, Object> of(BackTest.Result result) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (result) {
            case BackTest.Untestable(BackTest.Because because) -> {
                json.put("tested", false);
                json.put("because", because.text());
            }
            case BackTest.Busy _ ->
                throw new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "other back-tests are running; try again in a moment");
            case BackTest.Tested tested -> {
                json.put("tested", true);
                json.put("from", tested.from().toString());
                json.put("to", tested.to().toString());
                json.put("step", tested.step().toString());
                json.put("times", tested.times());
                json.put("firings", tested.firings().stream().map(AlertJson::of).toList());
            }
        }
        return json;
    }

    private static Map<String, Object> of(BackTest.Firing firing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("group", group(firing.group()));
        json.put("startsAt", firing.startsAt().toString());
        firing.endsAt().ifPresent(end -> json.put("endsAt", end.toString()));
        json.put("evidence", EvidenceText.of(firing.evidence()));
        return json;
    }

    private static Map<String, Object> of(KeptDecision kept) {
        Decision decision = kept.decision();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("occasion", word(decision.occasion()));
        json.put("route", decision.route());
        json.put("channel", decision.channel());
        json.put("reason", word(decision.reason()));
        json.put("because", because(decision));
        json.put("detail", decision.detail());
        json.put("plannedAt", decision.plannedAt().toString());
        decision.settledAt().ifPresent(at -> json.put("settledAt", at.toString()));
        decision.dueAt().ifPresent(at -> json.put("dueAt", at.toString()));
        json.put("attempts", decision.attempts());
        return json;
    }

    private static String because(Decision decision) {
        return switch (decision.reason()) {
            case GATHERING -> "not told yet: alerts that come soon after it are told with it";
            case RETRYING -> "not told yet: the channel failed and is tried again";
            case RATE_LIMITED -> "not told yet: the channel takes no more messages at this time";
            case DELIVERED -> "told: the channel took the message";
            case REFUSED -> "not told: the channel refused the message for good";
            case GAVE_UP -> "not told: the channel failed " + decision.attempts() + " times";
            case SILENCED -> "not told: somebody silenced it";
            case CALENDAR -> "not told: a calendar says that nobody is to be told";
            case ACKNOWLEDGED -> "not told: somebody has it in hand";
            case NO_ROUTE -> "not told: no route takes it";
            case NO_CHANNEL -> "not told: the route names a channel that there is not";
            case NEVER_TOLD -> "not told: it is resolved, and nobody had been told that it fired";
            case OVERTAKEN -> "not told by itself: what came after it was told in its place";
        };
    }

    private static Map<String, Object> key(AlertKey key) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fingerprint", key.fingerprint());
        json.put("rule", key.rule());
        json.put("group", group(key.group()));
        return json;
    }

    private static Map<String, String> group(AlertGroup group) {
        return group.labels();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word of a phase, which the schema lists. */
    static String word(Phase phase) {
        return word((Enum<?>) phase);
    }
}
