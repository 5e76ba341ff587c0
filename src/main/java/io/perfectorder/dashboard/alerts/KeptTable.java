package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Patch;
import io.perfectorder.dashboard.parts.Words;
import java.util.List;

/**
 * A card with a title over a table whose rows stay while they look the same: the button under the pointer, the focus on it and the click
 * that is on its way are not lost to an answer that changes another row.
 */
final class KeptTable {
    private final String title;
    private final List<String> columns;
    private final Element head = tag("div", "head");
    private final Element frame = tag("div", "");
    private final Element body = tag("tbody", "");
    private final Element card = tag("section", "card table", head);

    /** {@code title} and {@code columns}: keys of texts. */
    KeptTable(String title, List<String> columns) {
        this.title = title;
        this.columns = List.copyOf(columns);
    }

    Element card() {
        return card;
    }

    /** Says the title and the heads in this language, with what can be done beside the title. */
    void label(Words words, Element... acts) {
        head.removeAllChildren().appendChild(text("h2", "", words.say(title))).appendChild(acts);
        frame.removeAllChildren().appendChild(Cells.table(words, title, columns, body));
    }

    /** Shows rows made by {@link #row}; without any there is no table. */
    void show(List<Element> rows) {
        Patch.rows(body, rows);
        if (rows.isEmpty()) {
            frame.removeFromParent();
        } else if (frame.getParent() == null) {
            card.appendChild(frame);
        }
    }

    /** {@code key}: what the row is known by. */
    Element row(String key, Words words, Element... cells) {
        return Patch.keyed(key, Cells.row(words, columns, cells));
    }
}
