package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Map;

/** One field of a form with its label: a line of text, or a choice. */
final class FormField {
    private final Element box;
    private final Element input;
    private String value;
    private Runnable changed = () -> {};

    private FormField(String label, Element input, String value, Element... after) {
        this.input = input;
        this.value = value;
        box = tag("label", "", text("span", "", label), input).appendChild(after);
    }

    /** {@code type}: of the input, such as {@code text}. */
    static FormField line(String label, String type, String value, String example, int longest) {
        Element input = new Element("input")
                .setAttribute("type", type)
                .setAttribute("maxlength", String.valueOf(longest))
                .setAttribute("placeholder", example)
                .setAttribute("autocomplete", "off");
        input.setProperty("value", value);
        return new FormField(label, input, value).listening("input");
    }

    /** A line of text with proposals. {@code id}: of the list of them, on its page for itself. */
    static FormField proposed(String label, String value, String example, int longest, String id, List<String> known) {
        Element list = tag("datalist", "").setAttribute("id", id);
        known.forEach(each -> list.appendChild(new Element("option").setAttribute("value", each)));
        FormField field = line(label, "text", value, example, longest);
        field.input.setAttribute("list", id);
        field.box.appendChild(list);
        return field;
    }

    /** A choice, by value and word; a value that is none of them is the first. */
    static FormField choice(String label, String value, Map<String, String> options) {
        Element select = new Element("select");
        String chosen = options.containsKey(value)
                ? value
                : options.keySet().stream().findFirst().orElse("");
        options.forEach((option, word) -> {
            Element each = text("option", "", word).setAttribute("value", option);
            select.appendChild(option.equals(chosen) ? each.setAttribute("selected", true) : each);
        });
        return new FormField(label, select, chosen).listening("change");
    }

    private FormField listening(String event) {
        input.addPropertyChangeListener("value", event, change -> {
            value = String.valueOf(change.getValue()).replace("\0", "");
            changed.run();
        });
        return this;
    }

    FormField wide() {
        box.setAttribute("class", "wide");
        return this;
    }

    FormField fixed() {
        input.setAttribute("readonly", true);
        return this;
    }

    FormField onChange(Runnable listener) {
        changed = listener;
        return this;
    }

    Element element() {
        return box;
    }

    String value() {
        return value;
    }

    void show(boolean shown) {
        box.setVisible(shown);
    }

    void mark(boolean wrong) {
        if (wrong) {
            input.setAttribute("aria-invalid", "true");
        } else {
            input.removeAttribute("aria-invalid");
        }
    }

    void focus() {
        input.executeJs("this.focus()");
    }
}
