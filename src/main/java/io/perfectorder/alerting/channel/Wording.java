package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.servicelevel.Measure;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/** Puts alerts into words of one language, from the bundles {@code i18n/alerts}. Figures come ready-made, so that no template formats them. */
final class Wording {
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle texts;
    private final Locale locale;

    private Wording(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle("i18n.alerts", locale, EXACT);
    }

    /** Chinese for every kind of Chinese, else English. */
    static Wording of(Locale wanted) {
        return new Wording(wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    static Digest digest(Message message) {
        return of(message.locale()).inWords(message);
    }

    private Digest inWords(Message message) {
        List<Alert> all = message.alerts();
        List<Digest.Told> told =
                all.stream().limit(Digest.MOST_SHOWN).map(this::told).toList();
        long firing =
                all.stream().filter(alert -> alert.phase() == Phase.FIRING).count();
        String title = all.size() == 1
                ? told.getFirst().title()
                : text("title.many", Figures.count(firing), Figures.count(all.size() - firing));
        return new Digest(title, told, rest(message, Digest.MOST_SHOWN), open(), take(), firing > 0);
    }

    /** How many more there are than the shown, in words; empty when there are none. */
    static String rest(Message message, int shown) {
        int more = message.alerts().size() - shown;
        return more <= 0 ? "" : of(message.locale()).text("more", Figures.count(more));
    }

    /** What the link to the orders says. */
    String open() {
        return text("open");
    }

    /** What the link to where an alert is taken in hand says. */
    String take() {
        return text("take");
    }

    private Digest.Told told(Alert alert) {
        List<Digest.Fact> facts = new ArrayList<>();
        add(facts, "description", alert.rule().description());
        add(facts, "owner", alert.rule().owner());
        add(facts, "since", Figures.time(alert.startsAt()));
        alert.endsAt().ifPresent(end -> add(facts, "until", Figures.time(end)));
        add(facts, "runbook", alert.rule().runbook());
        return new Digest.Told(
                title(alert),
                sentence(alert.evidence()),
                facts,
                alert.phase(),
                alert.link(),
                alert.firing() ? Optional.of(alert.take()) : Optional.empty());
    }

    private void add(List<Digest.Fact> facts, String name, String value) {
        if (!value.isBlank()) {
            facts.add(new Digest.Fact(text("fact." + name), Names.clean(value)));
        }
    }

    /** What a test says of itself. */
    String test() {
        return text("test.description");
    }

    /** The phase, the rule, and what it is about. */
    String title(Alert alert) {
        return text("title", text("phase." + alert.phase()), alert.rule().id(), about(alert.group()));
    }

    private String about(AlertGroup group) {
        if (group.labels().isEmpty()) {
            return text("about.all");
        }
        return group.labels().entrySet().stream()
                .map(label -> text(
                        "about.one",
                        texts.containsKey("label." + label.getKey())
                                ? text("label." + label.getKey())
                                : Names.clean(label.getKey()),
                        Names.clean(label.getValue())))
                .collect(Collectors.joining(text("about.between")));
    }

    /** The figures in a sentence. */
    String sentence(Evidence evidence) {
        return switch (evidence) {
            case Evidence.Level(Measure measure, long numerator, long denominator, double limit) ->
                text(
                        "level",
                        named(measure),
                        Figures.count(numerator),
                        Figures.count(denominator),
                        Figures.percent(numerator, denominator, limit),
                        Figures.percent(limit));
            case Evidence.Significance significance -> significance(significance);
            case Evidence.Burn(Measure measure, double longRate, double shortRate, double factor) ->
                text(
                        "burn",
                        named(measure),
                        Figures.number(longRate, factor),
                        Figures.number(shortRate, factor),
                        Figures.number(factor));
            case Evidence.Drift(Measure measure, double sum, double limit) ->
                text("drift", named(measure), Figures.number(sum, limit), Figures.number(limit));
            case Evidence.Missed(Measure measure, long orders) ->
                text(orders == 1 ? "missed.one" : "missed.many", named(measure), Figures.count(orders));
            case Evidence.Late(String order, Instant deadline, Optional<Instant> estimated) ->
                late(Names.clean(order), deadline, estimated);
            case Evidence.Silence silence -> silence(silence);
        };
    }

    private String significance(Evidence.Significance e) {
        String rate = text(
                "significance",
                named(e.measure()),
                Figures.count(e.numerator()),
                Figures.count(e.denominator()),
                Figures.percent(e.numerator(), e.denominator(), e.target()),
                Figures.percent(e.target()));
        return e.p() >= 1
                ? rate
                : text("significance.chance", rate, Figures.probability(e.p()), Figures.probability(e.adjusted()));
    }

    private String late(String order, Instant deadline, Optional<Instant> estimated) {
        String due = Figures.time(deadline);
        if (estimated.isEmpty()) {
            return text("late.unknown", order, due);
        }
        Instant arrival = estimated.get();
        return arrival.isAfter(deadline)
                ? text("late", order, due, Figures.time(arrival), length(Duration.between(deadline, arrival)))
                : text("late.kept", order, due, Figures.time(arrival));
    }

    private String silence(Evidence.Silence silence) {
        String source = "silence." + silence.source();
        return silence.last()
                .map(last -> text(source, Figures.time(last), length(silence.limit())))
                .orElseGet(() -> text(source + ".never", length(silence.limit())));
    }

    private String length(Duration duration) {
        return Figures.duration(duration, locale.equals(Locale.SIMPLIFIED_CHINESE));
    }

    private String named(Measure measure) {
        return text("measure." + measure.key());
    }

    private String text(String key, Object... values) {
        return new MessageFormat(texts.getString(key), locale).format(values);
    }
}
