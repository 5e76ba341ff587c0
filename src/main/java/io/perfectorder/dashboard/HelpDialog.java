package io.perfectorder.dashboard;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import io.perfectorder.dashboard.gate.Visitor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of the board; opened and closed in the browser. */
@Tag("dialog")
class HelpDialog extends Div implements LocaleChangeObserver {
    private final H2 title = new H2();
    private final Map<String, Span> meanings = new LinkedHashMap<>();
    private final Span keysOn = new Span();
    private final NativeButton close = new NativeButton();

    HelpDialog() {
        addClassName("help");
        title.setId("help-title");
        getElement().setAttribute("aria-labelledby", "help-title");
        Div keys = new Div();
        keys.addClassName("keys");
        for (Place place : Place.open(Visitor.now())) {
            keys.add(row("place." + place.name(), "g", place.key()));
        }
        keys.add(row("shell.find", "/"), row("live.pause", "space"), row("help.title", "?"), row("help.wall", "?wall"));
        Element box = new Element("input").setAttribute("type", "checkbox").setAttribute("data-action", "keys");
        Element label = new Element("label").appendChild(box, keysOn.getElement());
        close.addClassName("button");
        Element form = new Element("form").setAttribute("method", "dialog").appendChild(close.getElement());
        add(title, keys);
        getElement().appendChild(label, form);
    }

    private Div row(String meaning, String... pressed) {
        Span text = new Span();
        meanings.put(meaning, text);
        Div keys = new Div();
        for (String key : pressed) {
            keys.getElement().appendChild(new Element("kbd").setText(key));
        }
        Div row = new Div(keys, text);
        row.addClassName("row");
        return row;
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        title.setText(getTranslation("help.title"));
        meanings.forEach((key, text) -> text.setText(getTranslation(key)));
        keysOn.setText(getTranslation("help.keys-on"));
        close.setText(getTranslation("help.close"));
    }
}
