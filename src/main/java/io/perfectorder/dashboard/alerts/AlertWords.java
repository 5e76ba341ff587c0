package io.perfectorder.dashboard.alerts;

import io.perfectorder.alerting.channel.Phrase;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.dashboard.alerts.AlertsModel.Mark;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Alerts in the words of one viewer: what they are about, their figures and their state. */
public final class AlertWords {
    private final Words words;
    private final ViewerFormat format;

    public AlertWords(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
    }

    Mark mark(Phase phase) {
        String word = words.say("alerts.phase." + phase.name());
        return switch (phase) {
            case FIRING -> new Mark("bad", "bell", word);
            case PENDING -> new Mark("near", "clock", word);
            case RESOLVED -> new Mark("good", "check", word);
            case INACTIVE -> new Mark("none", "none", word);
        };
    }

    /** What an alert is about. */
    public String group(AlertGroup group) {
        return labels(group.labels());
    }

    private String labels(Map<String, String> named) {
        String labels = named.entrySet().stream()
                .map(label -> label(label.getKey()) + " " + label.getValue())
                .collect(Collectors.joining(" · "));
        return labels.isEmpty() ? words.say("alerts.everything") : labels;
    }

    String label(String name) {
        return switch (name) {
            case "order" -> words.say("by.id");
            case "tier", "region", "distributionCentre", "carrier", "customer", "channel" -> words.say("by." + name);
            default -> words.say("alerts.label." + name);
        };
    }

    /** The figures of an alert in one line. */
    public String figures(Evidence evidence) {
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

    /** A sentence of ours in the viewer's language; another as it is. */
    String phrase(String text) {
        return Phrase.read(text)
                .map(known -> words.say("alerts.phrase." + known.phrase().name(), (Object[])
                        values(known).toArray(String[]::new)))
                .orElse(text);
    }

    private List<String> values(Phrase.Said known) {
        List<String> values = new ArrayList<>(known.values());
        switch (known.phrase()) {
            case SILENCE -> values.set(2, second(values.get(2)));
            case TAKEN -> values.set(1, second(values.get(1)));
            case FORBIDDEN ->
                values.set(1, words.say("alerts.address." + values.get(1).replace(' ', '-')));
            default -> {
                // The others are numbers and names.
            }
        }
        return values;
    }

    /** A name that holds a part of the sentence can have shifted its values. */
    private String second(String instant) {
        try {
            return format.second(Instant.parse(instant));
        } catch (DateTimeParseException _) {
            return instant;
        }
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
