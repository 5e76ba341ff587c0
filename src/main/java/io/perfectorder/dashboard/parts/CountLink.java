package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Anchor;
import org.jspecify.annotations.Nullable;

/** A number that opens what is behind it, as it was known when it was shown. */
@JsModule("./board/count-links.ts")
public final class CountLink extends Anchor {
    /** The attribute of an element around it that says up to which recorded time its numbers are complete. */
    public static final String KNOWN_AT = "data-known-at";

    /** {@code about} says what the number counts for those who do not see where it stands; it does not change with the number. */
    public record Target(String text, String href, String about) {}

    private final Text number = new Text("");
    private @Nullable Target shown;

    public CountLink() {
        addClassName("count");
        add(number);
        getElement().setAttribute("router-link", true);
    }

    public void show(Target target) {
        Target last = shown;
        if (target.equals(last)) {
            return;
        }
        if (last == null || !target.text().equals(last.text())) {
            number.setText(target.text());
        }
        if (last == null || !target.href().equals(last.href())) {
            setHref(target.href());
        }
        if (last == null || !target.about().equals(last.about())) {
            getElement().setAttribute("aria-description", target.about());
        }
        shown = target;
    }
}
