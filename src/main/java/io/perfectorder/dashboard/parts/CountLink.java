package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import org.jspecify.annotations.Nullable;

/** A number that opens what is behind it, as it was known when it was shown. */
@JsModule("./board/count-links.ts")
public final class CountLink extends Anchor {
    /** The attribute of an element around it that says up to which recorded time its numbers are complete. */
    public static final String KNOWN_AT = "data-known-at";

    /** {@code label} says the number in full for those who do not see where it stands. */
    public record Target(String text, String href, String label) {}

    private @Nullable Target shown;

    public CountLink() {
        addClassName("count");
        getElement().setAttribute("router-link", true);
    }

    public void show(Target target) {
        Target last = shown;
        if (target.equals(last)) {
            return;
        }
        if (last == null || !target.text().equals(last.text())) {
            setText(target.text());
        }
        if (last == null || !target.href().equals(last.href())) {
            setHref(target.href());
        }
        if (last == null || !target.label().equals(last.label())) {
            getElement().setAttribute("aria-label", target.label());
        }
        shown = target;
    }
}
