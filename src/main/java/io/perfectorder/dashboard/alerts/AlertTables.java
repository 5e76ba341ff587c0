package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.AlertsModel.Asked;
import io.perfectorder.dashboard.alerts.AlertsModel.Mark;
import io.perfectorder.dashboard.parts.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables of the page. One is built anew only when what it shows has changed, and keeps what is chosen in it. */
@Tag("div")
class AlertTables extends Div {
    private static final List<String> OF_ACTIVE = List.of(
            "risk.box", "alerts.state", "alerts.rule", "alerts.about", "alerts.figures", "alerts.since", "alerts.told");
    private static final List<String> OF_HISTORY =
            List.of("alerts.at", "alerts.state", "alerts.rule", "alerts.about", "alerts.figures", "alerts.told");
    private static final List<String> OF_RULES =
            List.of("alerts.rule", "alerts.kind", "alerts.owner", "alerts.description", "alerts.origin");
    private static final List<String> OF_SILENCES =
            List.of("alerts.about", "alerts.until", "alerts.by", "alerts.because", "alerts.end");

    private final Element active = tag("section", "card table");
    private final Element answer = tag("section", "card answer").setAttribute("role", "status");
    private final Element history = tag("section", "card table");
    private final Element rules = tag("section", "card table");
    private final Element silences = tag("section", "card table");
    private final Set<String> chosen = new LinkedHashSet<>();
    private final Runnable changed;
    private final Consumer<Asked> why;
    private final Consumer<Long> lift;
    private @Nullable AlertsModel shown;

    /** {@code changed} runs when alerts were chosen; the others when somebody asks. */
    AlertTables(Runnable changed, Consumer<Asked> why, Consumer<Long> lift) {
        this.changed = changed;
        this.why = why;
        this.lift = lift;
        addClassName("alert-tables");
        answer.setVisible(false);
        getElement().appendChild(active, answer, history, rules, silences);
    }

    Set<String> chosen() {
        return Set.copyOf(chosen);
    }

    void chooseNone(Words words) {
        chosen.clear();
        AlertsModel model = shown;
        if (model != null) {
            showActive(model, words);
        }
    }

    void show(AlertsModel model, Words words) {
        AlertsModel before = shown;
        shown = model;
        chosen.removeIf(fingerprint -> model.active().stream()
                .noneMatch(each -> each.choosable() && each.fingerprint().equals(fingerprint)));
        if (before == null || !before.active().equals(model.active())) {
            showActive(model, words);
        }
        if (before == null || !before.history().equals(model.history())) {
            showHistory(model, words);
        }
        if (before == null || !before.rules().equals(model.rules())) {
            showRules(model, words);
        }
        if (before == null || !before.silences().equals(model.silences())) {
            showSilences(model, words);
        }
    }

    /** Builds everything anew, as in another language. */
    void forget() {
        shown = null;
    }

    /** Answers who was told of an episode, and why; it stays until the next question. */
    void explain(Asked asked, List<String> lines) {
        Element list = tag("ul", "why");
        lines.forEach(line -> list.appendChild(text("li", "", line)));
        answer.removeAllChildren().appendChild(text("h2", "", asked.title()), list);
        answer.setVisible(true);
        answer.executeJs("this.scrollIntoView({block: 'nearest'})");
    }

    private void showActive(AlertsModel model, Words words) {
        Element body = body(active, words, "alerts.active", OF_ACTIVE);
        active.setVisible(!model.active().isEmpty());
        for (AlertsModel.Active each : model.active()) {
            Element box = new Element("input").setAttribute("type", "checkbox");
            box.setAttribute("aria-label", words.say("alerts.choose", each.rule(), each.group()));
            box.setEnabled(each.choosable());
            box.setProperty("checked", chosen.contains(each.fingerprint()));
            box.addPropertyChangeListener("checked", "change", event -> {
                if (Boolean.TRUE.equals(event.getValue())) {
                    chosen.add(each.fingerprint());
                } else {
                    chosen.remove(each.fingerprint());
                }
                changed.run();
            });
            Element state = tag("td", "status", mark(each.phase()));
            each.hint().ifPresent(hint -> state.appendChild(mark(hint)));
            body.appendChild(row(
                    words,
                    OF_ACTIVE,
                    tag("td", "box", tag("label", "", box)),
                    state,
                    tag("td", "", text("strong", "", each.rule()), text("span", "hint", each.description())),
                    tag("td", "", name(each.group())),
                    text("td", "", each.figures()),
                    text("td", "", each.since()),
                    why(each.told(), words)));
        }
    }

    private void showHistory(AlertsModel model, Words words) {
        Element body = body(history, words, "alerts.history", OF_HISTORY);
        history.setVisible(!model.history().isEmpty());
        for (AlertsModel.Change each : model.history()) {
            body.appendChild(row(
                    words,
                    OF_HISTORY,
                    text("td", "", each.at()),
                    tag("td", "status", mark(each.phase())),
                    text("td", "", each.rule()),
                    tag("td", "", name(each.group())),
                    text("td", "", each.figures()),
                    why(each.told(), words)));
        }
    }

    private void showRules(AlertsModel model, Words words) {
        Element body = body(rules, words, "alerts.rules", OF_RULES);
        rules.setVisible(!model.rules().isEmpty());
        for (AlertsModel.Rule each : model.rules()) {
            Element description = tag("td", "", name(each.description()));
            each.runbook()
                    .ifPresent(address ->
                            description.appendChild(tag("a", "id", text("span", "", " " + words.say("alerts.runbook")))
                                    .setAttribute("href", address)
                                    .setAttribute("rel", "noreferrer")
                                    .setAttribute("target", "_blank")));
            body.appendChild(row(
                    words,
                    OF_RULES,
                    text("th", "", each.id()).setAttribute("scope", "row"),
                    text("td", "", each.kind()),
                    tag("td", "", name(each.owner())),
                    description,
                    text("td", "", each.origin())));
        }
    }

    private void showSilences(AlertsModel model, Words words) {
        Element body = body(silences, words, "alerts.silences", OF_SILENCES);
        silences.setVisible(!model.silences().isEmpty());
        for (AlertsModel.Hush each : model.silences()) {
            Element end = tag("td", "");
            if (each.liftable()) {
                Element button = text("button", "button", words.say("alerts.lift"));
                button.setAttribute("aria-label", words.say("alerts.lift.of", each.match()));
                button.addEventListener("click", _ -> lift.accept(each.number()));
                end.appendChild(button);
            }
            body.appendChild(row(
                    words,
                    OF_SILENCES,
                    tag("td", "", name(each.match())),
                    text("td", "", each.until()),
                    tag("td", "", name(each.by())),
                    tag("td", "", name(each.reason())),
                    end));
        }
    }

    private static Element body(Element section, Words words, String title, List<String> columns) {
        Element head = tag("tr", "");
        columns.forEach(key -> head.appendChild(text("th", "", words.say(key)).setAttribute("scope", "col")));
        Element body = tag("tbody", "");
        section.removeAllChildren()
                .appendChild(
                        text("h2", "", words.say(title)),
                        tag(
                                "table",
                                "list",
                                text("caption", "unseen", words.say(title)),
                                tag("thead", "", head),
                                body));
        return body;
    }

    private Element why(Optional<Asked> told, Words words) {
        Element cell = tag("td", "");
        told.ifPresent(asked -> {
            Element button = text("button", "button", words.say("alerts.why"));
            button.setAttribute("aria-label", asked.title());
            button.addEventListener("click", _ -> why.accept(asked));
            cell.appendChild(button);
        });
        return cell;
    }

    /** On a narrow screen a row is a card, which names its values. */
    private static Element row(Words words, List<String> columns, Element... cells) {
        for (int i = 0; i < cells.length; i++) {
            cells[i].setAttribute("data-label", words.say(columns.get(i)));
        }
        return tag("tr", "", cells);
    }

    private static Element mark(Mark mark) {
        return badge(mark.tone(), mark.icon(), mark.word());
    }
}
