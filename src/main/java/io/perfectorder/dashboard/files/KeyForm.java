package io.perfectorder.dashboard.files;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Words;
import java.util.function.Predicate;

/** Asks for the producer key: who sends events by a page needs what who sends them over HTTP needs. */
@Tag("div")
class KeyForm extends Div {
    private static final int LONGEST = 200;

    private final Element label = text("span", "", "");
    private final Element key = new Element("input");
    private final NativeButton go = new NativeButton();
    private final Element hint = text("p", "hint", "");
    private final Element wrong = text("p", "message", "");
    private final Predicate<String> right;
    private String wrongText = "";

    KeyForm(Predicate<String> right) {
        this.right = right;
        addClassNames("card", "key");
        key.setAttribute("type", "password")
                .setAttribute("autocomplete", "off")
                .setAttribute("maxlength", "" + LONGEST);
        key.addPropertyChangeListener("value", "change", _ -> {});
        key.addEventListener("keydown", _ -> check())
                .setFilter("event.key === 'Enter'")
                .synchronizeProperty("value");
        go.addClassName("button");
        go.getElement().addEventListener("click", _ -> check());
        wrong.setAttribute("role", "alert");
        Element row = tag("div", "filters", tag("label", "wide", label, key), go.getElement());
        getElement().appendChild(row, hint, wrong);
    }

    void show(Words words) {
        label.setText(words.say("files.key"));
        go.setText(words.say("files.continue"));
        hint.setText(words.say("files.key.where"));
        wrongText = words.say("files.key.wrong");
        wrong.setText(wrong.getText().isEmpty() ? "" : wrongText);
    }

    private void check() {
        wrong.setText(right.test(key.getProperty("value", "").strip()) ? "" : wrongText);
    }
}
