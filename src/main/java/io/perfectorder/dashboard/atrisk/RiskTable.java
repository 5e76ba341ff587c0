package io.perfectorder.dashboard.atrisk;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Words;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The queue. Rows keep their places while the pointer is over them, the focus is in them, or one of them is chosen. */
@Tag("div")
class RiskTable extends Div {
    private final Runnable changed;
    private final Element head = tag("tr", "");
    private final Element body = tag("tbody", "");
    private final Element caption = tag("caption", "unseen");
    private final Map<String, RiskRow> rows = new HashMap<>();
    private final Set<String> chosen = new LinkedHashSet<>();
    private final HeldOrder order = new HeldOrder();
    private List<String> placed = List.of();
    private boolean pointer;
    private boolean focus;

    /** {@code changed} runs when rows were chosen or held. */
    RiskTable(Runnable changed) {
        this.changed = changed;
        addClassNames("card", "table");
        Element table = tag("table", "list queue", caption, tag("thead", "", head), body);
        listen(table, "mouseenter", () -> pointed(true));
        listen(table, "mouseleave", () -> pointed(false));
        listen(table, "focusin", () -> focus = true);
        listen(table, "focusout", () -> focus = false);
        getElement().appendChild(table);
    }

    Set<String> chosen() {
        return Set.copyOf(chosen);
    }

    int waiting() {
        return order.waiting();
    }

    void show(RiskModel model, Words words) {
        Map<String, RiskModel.Row> models =
                model.rows().stream().collect(Collectors.toMap(RiskModel.Row::id, row -> row));
        order.offer(model.rows().stream().map(RiskModel.Row::id).toList());
        for (String id : order.shown()) {
            RiskModel.Row row = models.get(id);
            RiskRow line = rows.get(id);
            if (row != null) {
                rows.computeIfAbsent(id, key -> new RiskRow(key, this::choose)).show(row, words);
            } else if (line != null) {
                line.leave(words);
            }
        }
        arrange();
    }

    void label(Words words) {
        caption.setText(words.say("place.AT_RISK"));
        head.removeAllChildren();
        for (String key :
                List.of("risk.box", "risk.place", "by.id", "risk.time", "risk.arrival", "risk.reason", "risk.why")) {
            head.appendChild(text("th", "", words.say(key)).setAttribute("scope", "col"));
        }
    }

    /** Shows the newest order although somebody is at the rows. */
    void release() {
        order.release();
    }

    void chooseNone() {
        Set.copyOf(chosen).forEach(id -> {
            RiskRow row = rows.get(id);
            if (row != null) {
                row.choose(false);
            }
        });
        chosen.clear();
        hold();
    }

    private void choose(String id, boolean yes) {
        if (yes) {
            chosen.add(id);
        } else {
            chosen.remove(id);
        }
        hold();
        changed.run();
    }

    private void listen(Element table, String event, Runnable what) {
        table.addEventListener(event, _ -> {
            what.run();
            hold();
            changed.run();
        });
    }

    private void hold() {
        order.hold(pointer || focus || !chosen.isEmpty());
    }

    /** Puts the rows into the order shown; nothing is sent when they are in it. */
    private void arrange() {
        List<String> ids = order.shown().stream().filter(rows::containsKey).toList();
        if (ids.equals(placed)) {
            return;
        }
        rows.keySet().retainAll(Set.copyOf(ids));
        chosen.retainAll(rows.keySet());
        body.removeAllChildren();
        ids.forEach(id -> {
            RiskRow row = rows.get(id);
            if (row != null) {
                body.appendChild(row.element());
            }
        });
        placed = ids;
    }

    /** The page can tell from the attribute that the server knows, and the rows hold still from then on. */
    private void pointed(boolean at) {
        pointer = at;
        getElement().setAttribute("data-pointed", at);
    }
}
