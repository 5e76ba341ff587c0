package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;

/** A status as colour, picture and word. */
public final class StatusBadge extends Span {
    /** A status in the viewer's language; {@code icon} is a name of {@code icons.css}. */
    public record Status(Tone tone, String icon, String word) {}

    private final Icon icon = new Icon("none");
    private final LiveText word = new LiveText();
    private @Nullable Status shown;

    public StatusBadge() {
        addClassName("badge");
        add(icon, word);
    }

    public void show(Status status) {
        if (!status.equals(shown)) {
            getElement().setAttribute("data-tone", status.tone().css());
            icon.show(status.icon());
            word.show(status.word());
            shown = status;
        }
    }
}
