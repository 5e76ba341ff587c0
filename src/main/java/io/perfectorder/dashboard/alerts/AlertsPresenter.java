package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertKey;
import io.perfectorder.alerting.Decision;
import io.perfectorder.alerting.Episode;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.RuleKind;
import io.perfectorder.alerting.Silence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.dashboard.alerts.AlertsModel.Mark;
import io.perfectorder.dashboard.parts.Cut;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what the page of alerts shows. */
final class AlertsPresenter {
    private static final int LONGEST_NOTE = 100;

    private final Words words;
    private final ViewerFormat format;
    private final AlertWords said;

    AlertsPresenter(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
        this.said = new AlertWords(words, format);
    }

    AlertsModel present(
            List<AlertDesk.Shown> active, List<KeptChange> history, List<KeptRule> rules, List<Silence> silences) {
        long firing = active.stream()
                .filter(shown -> shown.alert().status().phase() == Phase.FIRING)
                .count();
        String summary = active.isEmpty()
                ? words.say(rules.isEmpty() ? "alerts.no-rules" : "alerts.none")
                : words.say("alerts.summary", format.count(firing), format.count(active.size() - firing));
        return new AlertsModel(
                summary,
                active.stream().map(this::active).toList(),
                history.stream().map(this::change).toList(),
                rules.stream().map(this::rule).toList(),
                silences.stream().map(this::hush).toList());
    }

    /** An alert that a link names, while it is pending or fires. */
    AlertsModel.Linked linked(AlertDesk.Shown shown) {
        boolean firing = shown.alert().status().phase() == Phase.FIRING;
        String since = words.say(
                firing ? "alerts.fires-since" : "alerts.pending-since",
                format.second(shown.alert().status().since()));
        return new AlertsModel.Linked(
                about(shown.alert().key()),
                said.figures(shown.alert().status().evidence()),
                shown.acknowledgement()
                        .map(given -> since + " · " + taken(given))
                        .orElse(since),
                firing && shown.acknowledgement().isEmpty());
    }

    /** An alert that a link names, when it is over. */
    AlertsModel.Linked linked(EpisodeRecord record) {
        Transition newest = record.ended().orElse(record.fired()).change().transition();
        return new AlertsModel.Linked(
                about(record.key()),
                said.figures(newest.evidence()),
                words.say("alerts.resolved-at", format.second(newest.at())),
                false);
    }

    private String about(AlertKey key) {
        return key.rule() + ": " + said.group(key.group());
    }

    /** One line for each decision about an episode. */
    List<String> why(EpisodeRecord record) {
        return record.decisions().stream().map(kept -> why(kept.decision())).toList();
    }

    private String why(Decision decision) {
        String to = decision.channel().isEmpty()
                ? words.say("alerts.nobody")
                : words.say("alerts.route", decision.channel(), decision.route());
        String detail = decision.detail().isEmpty() ? "" : words.say("alerts.detail", said.phrase(decision.detail()));
        return words.say(
                "alerts.decision",
                format.second(decision.settledAt().orElse(decision.plannedAt())),
                words.say("alerts.occasion." + decision.occasion().name()),
                to,
                words.say("alerts.reason." + decision.reason().name()) + detail);
    }

    private String taken(AlertAcknowledgement given) {
        String by = given.until()
                .map(until -> words.say("alerts.taken-until", given.by(), format.second(until)))
                .orElseGet(() -> words.say("risk.taken-by", given.by()));
        return given.note().isBlank() ? by : words.say("alerts.taken-note", by, Cut.to(given.note(), LONGEST_NOTE));
    }

    private AlertsModel.Active active(AlertDesk.Shown shown) {
        Optional<Mark> held = shown.acknowledgement().map(given -> new Mark("good", "check", taken(given)));
        Optional<Mark> hint = held.or(() -> shown.mute()
                .map(mute -> new Mark(
                        "none",
                        "pause",
                        words.say("alerts.reason." + mute.reason().name()))));
        Phase phase = shown.alert().status().phase();
        return new AlertsModel.Active(
                shown.alert().key().fingerprint(),
                said.mark(phase),
                format.second(shown.alert().status().since()),
                shown.alert().key().rule(),
                shown.rule().rule().head().description(),
                said.group(shown.alert().key().group()),
                said.figures(shown.alert().status().evidence()),
                hint,
                shown.alert()
                        .episode()
                        .map(episode -> asked(episode, shown.alert().key())),
                phase == Phase.FIRING,
                matched(shown.alert().key()));
    }

    private static Map<String, String> matched(AlertKey key) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("rule", key.rule());
        labels.putAll(key.group().labels());
        return labels;
    }

    private AlertsModel.Change change(KeptChange kept) {
        Transition transition = kept.change().transition();
        return new AlertsModel.Change(
                kept.number(),
                said.mark(transition.to()),
                format.second(transition.at()),
                transition.rule(),
                said.group(transition.group()),
                said.figures(transition.evidence()),
                kept.change()
                        .episode()
                        .map(episode -> asked(episode, kept.change().key())));
    }

    private AlertsModel.Asked asked(Episode episode, AlertKey key) {
        return new AlertsModel.Asked(
                episode,
                words.say("alerts.why.of", key.rule(), said.group(key.group()), format.second(episode.startsAt())));
    }

    private AlertsModel.Rule rule(KeptRule kept) {
        String runbook = kept.rule().head().runbook();
        return new AlertsModel.Rule(
                kept.id(),
                words.say("alerts.kind." + RuleKind.of(kept.rule()).key()),
                kept.rule().head().owner(),
                kept.rule().head().description(),
                runbook.isEmpty() ? Optional.empty() : Optional.of(runbook),
                words.say("alerts.origin." + kept.origin().key()),
                kept.origin() == Origin.API);
    }

    private AlertsModel.Hush hush(Silence silence) {
        String match = silence.matchers().sorted().entrySet().stream()
                .map(label -> said.label(label.getKey()) + " " + String.join(", ", label.getValue()))
                .collect(Collectors.joining(" · "));
        return new AlertsModel.Hush(
                silence.number(),
                match.isEmpty() ? words.say("alerts.everything") : match,
                format.minute(silence.endsAt()),
                silence.by(),
                silence.reason(),
                silence.origin() == Origin.API);
    }
}
