package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.AlertsModel.Asked;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.Permission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is active and what was. Rows keep what is chosen in them. */
@Tag("div")
class AlertTables extends Div {
    private static final List<String> OF_ACTIVE = List.of(
            "risk.box", "alerts.state", "alerts.rule", "alerts.about", "alerts.figures", "alerts.since", "alerts.told");
    private static final List<String> OF_HISTORY =
            List.of("alerts.at", "alerts.state", "alerts.rule", "alerts.about", "alerts.figures", "alerts.told");

    /** So that a row looks different when its box does. */
    private static final String CHOSEN = "data-chosen";

    private final KeptTable active = new KeptTable("alerts.active", OF_ACTIVE);
    private final Element answer = tag("section", "card answer").setAttribute("role", "status");
    private final KeptTable history = new KeptTable("alerts.history", OF_HISTORY);
    private final Set<String> chosen = new LinkedHashSet<>();
    private final Runnable changed;
    private final Consumer<Asked> why;
    private final Consumer<AlertsModel.Active> hush;
    private @Nullable AlertsModel shown;

    /** {@code changed} runs when alerts were chosen; the others when somebody asks. */
    AlertTables(Runnable changed, Consumer<Asked> why, Consumer<AlertsModel.Active> hush) {
        this.changed = changed;
        this.why = why;
        this.hush = hush;
        addClassName("alert-tables");
        answer.setVisible(false);
        getElement().appendChild(answer);
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
    }

    /** Says titles and heads in this language; the rows follow with the next model. */
    void label(Words words) {
        active.label(words);
        history.label(words);
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
        if (model.active().isEmpty()) {
            active.card().removeFromParent();
        } else if (active.card().getParent() == null) {
            getElement().insertChild(0, active.card());
        }
        active.show(model.active().stream().map(each -> activeRow(each, words)).toList());
    }

    private Element activeRow(AlertsModel.Active each, Words words) {
        Element box = new Element("input").setAttribute("type", "checkbox");
        box.setAttribute("aria-label", words.say("alerts.choose", each.rule(), each.group()));
        box.setEnabled(each.choosable());
        Element state = tag("td", "status", Cells.mark(each.phase()));
        each.hint().ifPresent(hint -> state.appendChild(Cells.mark(hint)));
        Element row = active.row(
                each.fingerprint()
                        + each.told().map(asked -> "@" + asked.episode()).orElse(""),
                words,
                tag("td", "box", tag("label", "", box)),
                state,
                tag("td", "", text("strong", "", each.rule()), text("span", "hint", each.description())),
                tag("td", "", name(each.group())),
                text("td", "", each.figures()),
                text("td", "", each.since()),
                why(each.told(), words)
                        .appendChild(Cells.button(
                                Permission.ACT,
                                words.say("alerts.hush"),
                                words.say("alerts.hush.of", each.rule(), each.group()),
                                () -> hush.accept(each))));
        boolean taken = chosen.contains(each.fingerprint());
        box.setProperty("checked", taken);
        row.setAttribute(CHOSEN, taken);
        box.addPropertyChangeListener("checked", "change", event -> {
            boolean now = Boolean.TRUE.equals(event.getValue());
            row.setAttribute(CHOSEN, now);
            if (now) {
                chosen.add(each.fingerprint());
            } else {
                chosen.remove(each.fingerprint());
            }
            changed.run();
        });
        return row;
    }

    private void showHistory(AlertsModel model, Words words) {
        if (model.history().isEmpty()) {
            history.card().removeFromParent();
        } else if (history.card().getParent() == null) {
            getElement().appendChild(history.card());
        }
        history.show(
                model.history().stream().map(each -> changeRow(each, words)).toList());
    }

    private Element changeRow(AlertsModel.Change each, Words words) {
        return history.row(
                String.valueOf(each.number()),
                words,
                text("td", "", each.at()),
                tag("td", "status", Cells.mark(each.phase())),
                text("td", "", each.rule()),
                tag("td", "", name(each.group())),
                text("td", "", each.figures()),
                why(each.told(), words));
    }

    private Element why(Optional<Asked> told, Words words) {
        Element cell = tag("td", "");
        told.ifPresent(asked ->
                cell.appendChild(Cells.button(words.say("alerts.why"), asked.title(), () -> why.accept(asked))));
        return cell;
    }
}
