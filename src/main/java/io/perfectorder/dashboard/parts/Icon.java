package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.html.Span;

/** A picture from {@code icons.css}, in the colour of the text; the word beside it says what it means. */
public final class Icon extends Span {
    public Icon(String name) {
        addClassName("icon");
        getElement().setAttribute("aria-hidden", "true");
        show(name);
    }

    public final void show(String name) {
        getElement().setAttribute("data-icon", name);
    }
}
