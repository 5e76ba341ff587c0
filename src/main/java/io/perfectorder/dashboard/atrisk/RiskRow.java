package io.perfectorder.dashboard.atrisk;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.link;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Words;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One row of the queue, built once and changed in place. */
final class RiskRow {
    private final Element row = tag("tr", "");
    private final Element box = new Element("input").setAttribute("type", "checkbox");
    private final Element place = tag("td", "place");
    private final Element order = tag("td", "");
    private final Element status = tag("td", "status");
    private final Element arrival = tag("td", "arrival");
    private final Element reason = tag("td", "reason");
    private final Element why = tag("td", "why");
    private RiskModel.@Nullable Row shown;

    RiskRow(String id, BiConsumer<String, Boolean> chosen) {
        box.addPropertyChangeListener(
                "checked", "change", event -> chosen.accept(id, Boolean.TRUE.equals(event.getValue())));
        row.appendChild(tag("td", "box", tag("label", "", box)), place, order, status, arrival, reason, why);
    }

    Element element() {
        return row;
    }

    void choose(boolean chosen) {
        box.setProperty("checked", chosen);
    }

    /** Says that the order is at risk no more, while the row has to stay where it is. */
    void leave(Words words) {
        row.setAttribute("class", "gone");
        status.removeAllChildren().appendChild(badge("good", "check", words.say("risk.gone")));
        shown = null;
    }

    void show(RiskModel.Row model, Words words) {
        if (model.equals(shown)) {
            return;
        }
        row.removeAttribute("class");
        box.setAttribute("aria-label", words.say("risk.choose", model.id()));
        place.setText(model.place());
        order.removeAllChildren()
                .appendChild(
                        link(model.href(), "id", name(model.id())),
                        tag("span", "whose", name(model.customer()), text("span", "", " · "), name(model.tier())));
        model.acknowledged()
                .ifPresent(taken -> order.appendChild(tag(
                        "span",
                        "taken",
                        badge("good", "check", words.say("risk.taken-by", taken.by())),
                        text("span", "hint", taken.at()),
                        name(taken.note()))));
        status.removeAllChildren()
                .appendChild(
                        badge(model.tone(), model.icon(), model.status()),
                        text("strong", "", model.left()),
                        text("span", "hint", model.deadline()));
        arrival.setText(model.arrival()).setAttribute("data-label", words.say("risk.arrival"));
        reason.setText(model.reason()).setAttribute("data-label", words.say("risk.reason"));
        why.setText(model.why()).setAttribute("data-label", words.say("risk.why"));
        shown = model;
    }
}
