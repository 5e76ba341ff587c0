package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.AlertsModel.Mark;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.Permission;
import java.util.List;

/** The pieces that the tables of the page are made of. */
public final class Cells {
    private Cells() {}

    /** A table with a caption and heads; on a narrow screen a row is a card. The rows go into {@code body}. */
    public static Element table(Words words, String title, List<String> columns, Element body) {
        Element head = tag("tr", "");
        columns.forEach(key -> head.appendChild(text("th", "", words.say(key)).setAttribute("scope", "col")));
        return tag("table", "list", text("caption", "unseen", words.say(title)), tag("thead", "", head), body);
    }

    /** On a narrow screen a row names its values. */
    public static Element row(Words words, List<String> columns, Element... cells) {
        for (int i = 0; i < cells.length; i++) {
            cells[i].setAttribute("data-label", words.say(columns.get(i)));
        }
        return tag("tr", "", cells);
    }

    /** {@code about}: what it does, to whom a screen is read. */
    static Element button(String word, String about, Runnable pressed) {
        Element button = text("button", "button", word).setAttribute("type", "button");
        if (!about.isEmpty()) {
            button.setAttribute("aria-label", about);
        }
        button.addEventListener("click", _ -> pressed.run());
        return button;
    }

    /** A button for those who have the permission; for others nothing is there. */
    public static Element button(Permission needed, String word, String about, Runnable pressed) {
        return Visitor.now().may(needed) ? button(word, about, Visitor.with(needed, pressed)) : tag("span", "");
    }

    static Element mark(Mark mark) {
        return badge(mark.tone(), mark.icon(), mark.word());
    }
}
