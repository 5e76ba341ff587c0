package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.alerting.RuleKind;
import io.perfectorder.alerting.declared.Problem;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.StalenessRule;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.dashboard.parts.NameField;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.Permission;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes a rule or changes one; says what is wrong with it, and what it would have done. */
@Tag("section")
class RuleForm extends Div {
    /** Takes a rule that is right, and who wants it. */
    @FunctionalInterface
    interface Save {
        void by(AlertRule rule, String name);
    }

    private static final List<Dimension> DIMENSIONS = List.of(
            Dimension.REGION, Dimension.DISTRIBUTION_CENTRE, Dimension.CARRIER, Dimension.CUSTOMER, Dimension.CHANNEL);
    private static final int LONGEST = 2_000;

    private final Map<RuleField, FormField> fields = new EnumMap<>(RuleField.class);
    private final NameField name = new NameField();
    private final Element flaws = tag("div", "").setAttribute("role", "alert");
    private final Element found = tag("div", "found").setAttribute("role", "status");
    private final Consumer<AlertRule> test;
    private final Save save;
    private final Runnable close;
    private @Nullable FormField kind;
    private boolean changing;

    RuleForm(Consumer<AlertRule> test, Save save, Runnable close) {
        this.test = test;
        this.save = save;
        this.close = close;
        addClassNames("card", "form");
        setVisible(false);
    }

    /** {@code known}: values to propose, by dimension. */
    void open(RuleDraft draft, boolean change, Map<Dimension, List<String>> known, Words words) {
        changing = change;
        String title =
                change ? words.say("alerts.rule.change", draft.value(RuleField.ID)) : words.say("alerts.rule.new");
        Element grid = tag("div", "filters");
        kind = kind(draft, words);
        grid.appendChild(kind.element());
        fields.clear();
        for (RuleField each : RuleField.values()) {
            FormField field = field(each, draft, known, words);
            fields.put(each, field);
            grid.appendChild(field.element());
        }
        fieldOf(RuleField.BY).onChange(this::arrange);
        name.show(words);
        grid.appendChild(name.getElement());
        Element actions = tag(
                "div",
                "actions",
                Cells.button(Permission.MANAGE, words.say("alerts.rule.test"), "", () -> read(test)),
                Cells.button(
                        Permission.MANAGE,
                        words.say("alerts.rule.save"),
                        "",
                        () -> read(rule -> name.take().ifPresent(who -> save.by(rule, who)))),
                Cells.button(words.say("alerts.form.close"), "", close));
        say(List.of());
        found.removeAllChildren();
        getElement()
                .removeAllChildren()
                .appendChild(
                        text("h2", "", title),
                        text("p", "hint", words.say("alerts.rule.hint")),
                        grid,
                        flaws,
                        actions,
                        found);
        getElement().setAttribute("aria-label", title);
        arrange();
        setVisible(true);
        getElement().executeJs("this.scrollIntoView({block: 'nearest'})");
        fieldOf(change ? RuleField.OWNER : RuleField.ID).focus();
    }

    /** What it holds now, to be opened again in other words. */
    RuleDraft draft() {
        FormField chosen = kind;
        Map<RuleField, String> values = new EnumMap<>(RuleField.class);
        fields.forEach((field, shown) -> values.put(field, shown.value()));
        return new RuleDraft(
                chosen == null
                        ? RuleKind.THRESHOLD
                        : RuleKind.ofKey(chosen.value()).orElse(RuleKind.THRESHOLD),
                values);
    }

    boolean changing() {
        return changing;
    }

    void say(List<String> texts) {
        flaws.removeAllChildren();
        texts.forEach(each -> flaws.appendChild(text("p", "message", each)));
    }

    void waiting(String words) {
        found.removeAllChildren().appendChild(text("p", "hint", words));
    }

    void found(BackTestPresenter.Found result) {
        Element list = tag("ul", "why");
        result.firings().forEach(each -> list.appendChild(text("li", "", each)));
        found.removeAllChildren().appendChild(text("p", "sentence", result.sentence()));
        if (!result.firings().isEmpty()) {
            found.appendChild(list);
        }
        if (!result.more().isEmpty()) {
            found.appendChild(text("p", "hint", result.more()));
        }
    }

    private void read(Consumer<AlertRule> right) {
        found.removeAllChildren();
        RuleDraft draft = draft();
        switch (draft.read()) {
            case RuleDraft.Right(AlertRule rule) -> {
                flag(draft, List.of());
                right.accept(rule);
            }
            case RuleDraft.Wrong(List<Problem> wrong) -> flag(draft, wrong);
        }
    }

    private void flag(RuleDraft draft, List<Problem> wrong) {
        MistakeWords mistakes = new MistakeWords(draft.kind(), this::getTranslation);
        say(wrong.stream().map(problem -> mistakes.say(problem.mistake())).toList());
        fields.values().forEach(field -> field.mark(false));
        wrong.forEach(problem -> RuleField.named(draft.kind(), problem.mistake().field())
                .ifPresent(field -> fieldOf(field).mark(true)));
    }

    /** Shows the fields of the kind; the value only when a dimension is chosen. */
    private void arrange() {
        List<RuleField> shown = RuleField.of(draft().kind());
        boolean paired = !fieldOf(RuleField.BY).value().isEmpty();
        fields.forEach((field, input) -> input.show(shown.contains(field) && (field != RuleField.VALUE || paired)));
    }

    private FormField fieldOf(RuleField field) {
        FormField there = fields.get(field);
        if (there == null) {
            throw new IllegalStateException("the form has no field " + field);
        }
        return there;
    }

    private FormField kind(RuleDraft draft, Words words) {
        Map<String, String> kinds = new LinkedHashMap<>();
        for (RuleKind each : RuleKind.values()) {
            kinds.put(each.key(), words.say("alerts.kind." + each.key()));
        }
        return FormField.choice(words.say("alerts.kind"), draft.kind().key(), kinds)
                .onChange(this::arrange);
    }

    private FormField field(RuleField field, RuleDraft draft, Map<Dimension, List<String>> known, Words words) {
        String label = words.say("alerts.field." + field.name());
        String value = draft.value(field);
        return switch (field.input()) {
            case TEXT -> {
                FormField line = FormField.line(label, "text", value, example(field), LONGEST);
                boolean fixed = field == RuleField.ID && changing;
                yield field == RuleField.DESCRIPTION || field == RuleField.RUNBOOK
                        ? line.wide()
                        : fixed ? line.fixed() : line;
            }
            case RATIO -> FormField.line(label, "text", value, "0.95", LONGEST);
            case NUMBER -> FormField.line(label, "text", value, "1", LONGEST);
            case DURATION -> FormField.line(label, "text", value, "1h30m", LONGEST);
            case MEASURE -> FormField.choice(label, value, measures(words));
            case WINDOW -> FormField.choice(label, value, windows(words));
            case SOURCE -> FormField.choice(label, value, sources(words));
            case TIER -> FormField.choice(label, value, tiers(value, known, words));
            case DIMENSION -> FormField.choice(label, value, dimensions(words));
            case VALUE ->
                FormField.proposed(
                        label,
                        value,
                        words.say("alerts.each.empty"),
                        LONGEST,
                        "rule-values",
                        DIMENSIONS.stream()
                                .flatMap(each -> known.getOrDefault(each, List.of()).stream())
                                .distinct()
                                .toList());
        };
    }

    private static String example(RuleField field) {
        return switch (field) {
            case ID -> "gold-perfect";
            case RUNBOOK -> "https://";
            default -> "";
        };
    }

    private static Map<String, String> measures(Words words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            options.put(measure.key(), words.say("measure." + measure.key()));
        }
        return options;
    }

    private static Map<String, String> windows(Words words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (LiveWindow window : LiveWindow.values()) {
            options.put(window.length().toString(), words.say("window." + window.name()));
        }
        return options;
    }

    private static Map<String, String> sources(Words words) {
        Map<String, String> options = new LinkedHashMap<>();
        for (StalenessRule.Source source : StalenessRule.Source.values()) {
            options.put(source.name().toLowerCase(Locale.ROOT), words.say("alerts.source." + source.name()));
        }
        return options;
    }

    private static Map<String, String> tiers(String value, Map<Dimension, List<String>> known, Words words) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", words.say("alerts.together"));
        options.put("each", words.say("alerts.each.tier"));
        known.getOrDefault(Dimension.TIER, List.of()).forEach(tier -> options.put(tier, tier));
        options.putIfAbsent(value, value);
        return options;
    }

    private static Map<String, String> dimensions(Words words) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("", words.say("alerts.together"));
        DIMENSIONS.forEach(each -> options.put(each.key(), words.say("by." + each.key())));
        return options;
    }
}
