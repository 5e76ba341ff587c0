package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.alerting.BackTest;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.declared.RuleText;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The rules, and the form that makes, tests, changes and removes them. */
@Tag("div")
class RulesPart extends Div {
    private static final List<String> COLUMNS = List.of(
            "alerts.rule", "alerts.kind", "alerts.owner", "alerts.description", "alerts.origin", "alerts.change");

    private static final JsonMapper JSON = new JsonMapper();

    private final Rules rules;
    private final BackTest backTest;
    private final BoardAudit audit;
    private final Supplier<Map<Dimension, List<String>>> known;
    private final Runnable changed;
    private final Question question;
    private final KeptTable table = new KeptTable("alerts.rules", COLUMNS);
    private final RuleForm form = new RuleForm(this::test, this::save, this::close);
    private List<AlertsModel.Rule> shown = List.of();
    private @Nullable String removing;

    /** {@code known}: the values to choose from; {@code changed} runs after a change. */
    RulesPart(
            Rules rules,
            BackTest backTest,
            BoardAudit audit,
            StoreQuestions questions,
            Supplier<Map<Dimension, List<String>>> known,
            Runnable changed) {
        this.rules = rules;
        this.backTest = backTest;
        this.audit = audit;
        this.known = known;
        this.changed = changed;
        question = questions.of(this);
        addClassName("alert-tables");
        getElement().appendChild(table.card(), form.getElement());
    }

    void show(List<AlertsModel.Rule> model) {
        if (!model.equals(shown)) {
            shown = model;
            showRows();
        }
    }

    /** Says everything in the language of the page. */
    void label() {
        table.label(
                this::getTranslation,
                Cells.button(
                        Permission.MANAGE,
                        getTranslation("alerts.rule.new"),
                        "",
                        () -> open(RuleDraft.fresh(), false)));
        showRows();
        if (form.isVisible()) {
            form.open(form.draft(), form.changing(), known.get(), this::getTranslation);
        }
    }

    private void showRows() {
        table.show(shown.stream().map(this::row).toList());
    }

    private Element row(AlertsModel.Rule rule) {
        Element description = tag("td", "", name(rule.description()));
        rule.runbook()
                .ifPresent(address ->
                        description.appendChild(tag("a", "id", text("span", "", " " + getTranslation("alerts.runbook")))
                                .setAttribute("href", address)
                                .setAttribute("rel", "noreferrer")
                                .setAttribute("target", "_blank")));
        return table.row(
                rule.id(),
                this::getTranslation,
                text("th", "", rule.id()).setAttribute("scope", "row"),
                text("td", "", rule.kind()),
                tag("td", "", name(rule.owner())),
                description,
                text("td", "", rule.origin()),
                tag("td", "actions", rule.own() ? actions(rule.id()) : new Element[0]));
    }

    private Element[] actions(String id) {
        if (id.equals(removing)) {
            return new Element[] {
                Cells.button(
                        Permission.MANAGE,
                        getTranslation("alerts.rule.remove.now"),
                        getTranslation("alerts.rule.remove.of", id),
                        () -> remove(id)),
                Cells.button(Permission.MANAGE, getTranslation("alerts.rule.keep"), "", () -> ask(null))
            };
        }
        return new Element[] {
            Cells.button(
                    Permission.MANAGE,
                    getTranslation("alerts.rule.edit"),
                    getTranslation("alerts.rule.change", id),
                    () -> rules.find(id)
                            .filter(KeptRule::inUse)
                            .ifPresent(kept -> open(RuleDraft.of(kept.rule()), true))),
            Cells.button(
                    Permission.MANAGE,
                    getTranslation("alerts.rule.remove"),
                    getTranslation("alerts.rule.remove.of", id),
                    () -> ask(id))
        };
    }

    /** To remove a rule is asked twice: it ends its alerts. */
    private void ask(@Nullable String id) {
        removing = id;
        showRows();
    }

    private void open(RuleDraft draft, boolean change) {
        form.open(draft, change, known.get(), this::getTranslation);
    }

    private void close() {
        form.setVisible(false);
    }

    private void test(AlertRule rule) {
        form.waiting(getTranslation("alerts.test.running"));
        question.ask(
                UI.getCurrentOrThrow(),
                backTest.of(rule),
                result ->
                        form.found(new BackTestPresenter(this::getTranslation, ViewerFormat.of(UI.getCurrentOrThrow()))
                                .present(result)),
                this::away);
    }

    private void save(AlertRule rule, String by) {
        String id = rule.head().id();
        boolean taken = rules.find(id).filter(KeptRule::inUse).isPresent();
        if (taken && !form.changing()) {
            form.say(List.of(getTranslation("alerts.rule.taken", id)));
            return;
        }
        question.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        rules.save(rule, by).thenReturn(true),
                        change("rule.save", id).to(json(rule))),
                _ -> {
                    close();
                    changed.run();
                },
                this::away);
    }

    private void remove(String id) {
        removing = null;
        question.ask(
                UI.getCurrentOrThrow(),
                audit.told(rules.delete(id).then(Mono.just(Optional.of(id))), change("rule.delete", id)),
                _ -> changed.run(),
                () -> ask(null));
    }

    private BoardAudit.Change change(String action, String id) {
        BoardAudit.Change change = new BoardAudit.Change(action, id);
        return rules.find(id)
                .filter(KeptRule::inUse)
                .map(kept -> change.from(json(kept.rule())))
                .orElse(change);
    }

    private static String json(AlertRule rule) {
        return JSON.writeValueAsString(RuleText.of(rule));
    }

    private void away() {
        form.waiting("");
        form.say(List.of(getTranslation("store.away")));
    }
}
