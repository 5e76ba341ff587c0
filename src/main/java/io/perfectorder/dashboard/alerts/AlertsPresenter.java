package io.perfectorder.dashboard.alerts;

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
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.dashboard.alerts.AlertsModel.Mark;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what the page of alerts shows. */
final class AlertsPresenter {
    private final Words words;
    private final ViewerFormat format;

    AlertsPresenter(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
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

    /** One line for each decision about an episode. */
    List<String> why(EpisodeRecord record) {
        return record.decisions().stream().map(kept -> why(kept.decision())).toList();
    }

    private String why(Decision decision) {
        String to = decision.channel().isEmpty()
                ? words.say("alerts.nobody")
                : words.say("alerts.route", decision.channel(), decision.route());
        String detail = decision.detail().isEmpty() ? "" : " (" + decision.detail() + ")";
        return words.say(
                "alerts.decision",
                format.second(decision.settledAt().orElse(decision.plannedAt())),
                words.say("alerts.occasion." + decision.occasion().name()),
                to,
                words.say("alerts.reason." + decision.reason().name()) + detail);
    }

    private AlertsModel.Active active(AlertDesk.Shown shown) {
        Optional<Mark> held =
                shown.acknowledgement().map(given -> new Mark("good", "check", words.say("risk.taken-by", given.by())));
        Optional<Mark> hint = held.or(() -> shown.mute()
                .map(mute -> new Mark(
                        "none",
                        "pause",
                        words.say("alerts.reason." + mute.reason().name()))));
        Phase phase = shown.alert().status().phase();
        return new AlertsModel.Active(
                shown.alert().key().fingerprint(),
                mark(phase),
                format.second(shown.alert().status().since()),
                shown.alert().key().rule(),
                shown.rule().rule().head().description(),
                group(shown.alert().key().group()),
                figures(shown.alert().status().evidence()),
                hint,
                shown.alert()
                        .episode()
                        .map(episode -> asked(episode, shown.alert().key())),
                phase == Phase.FIRING);
    }

    private AlertsModel.Change change(KeptChange kept) {
        Transition transition = kept.change().transition();
        return new AlertsModel.Change(
                kept.number(),
                mark(transition.to()),
                format.second(transition.at()),
                transition.rule(),
                group(transition.group()),
                figures(transition.evidence()),
                kept.change()
                        .episode()
                        .map(episode -> asked(episode, kept.change().key())));
    }

    private AlertsModel.Asked asked(Episode episode, AlertKey key) {
        return new AlertsModel.Asked(
                episode, words.say("alerts.why.of", key.rule(), group(key.group()), format.second(episode.startsAt())));
    }

    private AlertsModel.Rule rule(KeptRule kept) {
        String runbook = kept.rule().head().runbook();
        return new AlertsModel.Rule(
                kept.id(),
                words.say("alerts.kind." + RuleKind.of(kept.rule()).key()),
                kept.rule().head().owner(),
                kept.rule().head().description(),
                runbook.isEmpty() ? Optional.empty() : Optional.of(runbook),
                words.say("alerts.origin." + kept.origin().key()));
    }

    private AlertsModel.Hush hush(Silence silence) {
        String match = silence.matchers().sorted().entrySet().stream()
                .map(label -> label(label.getKey()) + " " + String.join(", ", label.getValue()))
                .collect(Collectors.joining(" · "));
        return new AlertsModel.Hush(
                silence.number(),
                match.isEmpty() ? words.say("alerts.everything") : match,
                format.minute(silence.endsAt()),
                silence.by(),
                silence.reason(),
                silence.origin() == Origin.API);
    }

    private Mark mark(Phase phase) {
        String word = words.say("alerts.phase." + phase.name());
        return switch (phase) {
            case FIRING -> new Mark("bad", "bell", word);
            case PENDING -> new Mark("near", "clock", word);
            case RESOLVED -> new Mark("good", "check", word);
            case INACTIVE -> new Mark("none", "none", word);
        };
    }

    private String group(AlertGroup group) {
        String labels = group.labels().entrySet().stream()
                .map(label -> label(label.getKey()) + " " + label.getValue())
                .collect(Collectors.joining(" · "));
        return labels.isEmpty() ? words.say("alerts.everything") : labels;
    }

    private String label(String name) {
        return switch (name) {
            case "order" -> words.say("by.id");
            case "tier", "region", "distributionCentre", "carrier", "channel" -> words.say("by." + name);
            default -> words.say("alerts.label." + name);
        };
    }

    private String figures(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Level(Measure measure, long numerator, long denominator, double limit) ->
                words.say("alerts.figures.level", rate(measure, numerator, denominator), format.percent(limit));
            case Evidence.Significance e ->
                words.say(
                        "alerts.figures.significance",
                        rate(e.measure(), e.numerator(), e.denominator()),
                        format.percent(e.target()),
                        number(e.adjusted(), "%.3f"));
            case Evidence.Burn(Measure measure, double longRate, double shortRate, double factor) ->
                words.say(
                        "alerts.figures.burn",
                        name(measure),
                        number(longRate, "%.1f"),
                        number(shortRate, "%.1f"),
                        number(factor, "%.1f"));
            case Evidence.Drift(Measure measure, double sum, double limit) ->
                words.say("alerts.figures.drift", name(measure), number(sum, "%.1f"), number(limit, "%.1f"));
            case Evidence.Missed(Measure measure, long orders) ->
                words.say("alerts.figures.missed", name(measure), format.count(orders));
            case Evidence.Late late -> words.say("alerts.figures.late", format.minute(late.deadline()));
            case Evidence.Silence silence ->
                words.say(
                        "alerts.figures.silence",
                        silence.last().map(format::second).orElse(ViewerFormat.NO_VALUE));
        };
    }

    private String rate(Measure measure, long numerator, long denominator) {
        String value = denominator == 0 ? ViewerFormat.NO_VALUE : format.percent((double) numerator / denominator);
        return words.say(
                "alerts.figures.rate", name(measure), value, format.count(numerator), format.count(denominator));
    }

    private String name(Measure measure) {
        return words.say("measure." + measure.key());
    }

    private String number(double value, String pattern) {
        return String.format(format.locale(), pattern, value);
    }
}
