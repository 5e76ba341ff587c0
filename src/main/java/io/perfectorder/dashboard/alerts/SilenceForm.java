package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.Silence;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.dashboard.parts.Cut;
import io.perfectorder.dashboard.parts.NameField;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.Permission;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Silences some alerts, or all, for a time. */
@Tag("section")
class SilenceForm extends Div {
    private static final List<String> LABELS =
            List.of("rule", "tier", "region", "distributionCentre", "carrier", "customer");
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(8), Duration.ofDays(1), Duration.ofDays(7));
    private static final int LONGEST_REASON = 500;

    private final InstantSource wall;
    private final Consumer<Silence> add;
    private final Map<String, FormField> matched = new LinkedHashMap<>();
    private final NameField name = new NameField();
    private final Element flaw = tag("div", "").setAttribute("role", "alert");
    private @Nullable FormField length;
    private @Nullable FormField until;
    private @Nullable FormField reason;

    /** What there is to choose from. */
    record Known(List<String> rules, Map<Dimension, List<String>> values) {
        List<String> of(String label) {
            return label.equals("rule")
                    ? rules
                    : Dimension.ofKey(label)
                            .map(by -> values.getOrDefault(by, List.of()))
                            .orElse(List.of());
        }
    }

    SilenceForm(InstantSource wall, Consumer<Silence> add) {
        this.wall = wall;
        this.add = add;
        addClassNames("card", "form");
        setVisible(false);
    }

    /** {@code labels}: what it is to match at first. */
    void open(Map<String, String> labels, Known known, Words words) {
        matched.clear();
        Element grid = tag("div", "filters");
        Map<String, String> all = new LinkedHashMap<>();
        LABELS.forEach(label -> all.put(label, ""));
        all.putAll(labels);
        all.forEach((label, value) -> {
            FormField field = FormField.proposed(
                    word(label, words), value, words.say("alerts.any"), 200, "silence-" + label, known.of(label));
            matched.put(label, field);
            grid.appendChild(field.element());
        });
        FormField ends = FormField.line(words.say("alerts.until"), "datetime-local", "", "", 30);
        FormField lasts = FormField.choice(
                words.say("alerts.silence.length"), LENGTHS.getFirst().toString(), lengths(words));
        lasts.onChange(() -> ends.show(lasts.value().isEmpty()));
        ends.show(false);
        FormField why = FormField.line(words.say("alerts.because"), "text", "", "", LONGEST_REASON)
                .wide();
        length = lasts;
        until = ends;
        reason = why;
        name.show(words);
        grid.appendChild(lasts.element(), ends.element(), why.element(), name.getElement());
        String title = words.say("alerts.silence.new");
        say("");
        getElement()
                .removeAllChildren()
                .appendChild(
                        text("h2", "", title),
                        text("p", "hint", words.say("alerts.silence.hint")),
                        grid,
                        flaw,
                        tag(
                                "div",
                                "actions",
                                Cells.button(Permission.ACT, words.say("alerts.silence.add"), "", () -> read(words)),
                                Cells.button(words.say("alerts.form.close"), "", () -> setVisible(false))));
        getElement().setAttribute("aria-label", title);
        setVisible(true);
        getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
        why.focus();
    }

    void say(String words) {
        flaw.removeAllChildren();
        if (!words.isEmpty()) {
            flaw.appendChild(text("p", "message", words));
        }
    }

    private void read(Words words) {
        FormField why = reason;
        if (why == null) {
            return;
        }
        Instant now = wall.instant().truncatedTo(ChronoUnit.MICROS);
        Optional<Instant> end = end(now).filter(each -> each.isAfter(now));
        String because = Cut.to(why.value().strip(), LONGEST_REASON);
        if (because.isEmpty()) {
            say(words.say("alerts.silence.no-reason"));
            why.focus();
        } else if (end.isEmpty()) {
            say(words.say("alerts.silence.no-end"));
        } else {
            say("");
            name.take()
                    .ifPresent(who -> add.accept(new Silence(0, matchers(), now, end.get(), who, because, Origin.API)));
        }
    }

    private Matchers matchers() {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        matched.forEach((label, field) -> {
            String value = field.value().strip();
            if (!value.isEmpty()) {
                allowed.put(label, Set.of(value));
            }
        });
        return new Matchers(allowed);
    }

    private Optional<Instant> end(Instant now) {
        FormField lasts = length;
        FormField ends = until;
        if (lasts != null && !lasts.value().isEmpty()) {
            return Optional.of(now.plus(Duration.parse(lasts.value())));
        }
        ZoneId zone = ViewerFormat.of(UI.getCurrentOrThrow()).zone();
        try {
            return ends == null
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(ends.value()).atZone(zone).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Map<String, String> lengths(Words words) {
        Map<String, String> options = new LinkedHashMap<>();
        LENGTHS.forEach(each -> options.put(each.toString(), words.say("alerts.length." + each.toHours())));
        options.put("", words.say("alerts.length.until"));
        return options;
    }

    private static String word(String label, Words words) {
        return words.say(
                switch (label) {
                    case "rule", "kind", "owner" -> "alerts.label." + label;
                    case "order" -> "by.id";
                    default -> "by." + label;
                });
    }
}
