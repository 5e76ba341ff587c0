package io.perfectorder.dashboard;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.parts.Icon;
import java.util.EnumMap;
import java.util.Map;

/** The links to the pages; a page that shows a window keeps the one chosen. */
class Navigation extends Nav implements LocaleChangeObserver {
    private record Link(Anchor anchor, Span name) {}

    private final Map<Place, Link> links = new EnumMap<>(Place.class);
    private final Span product = new Span();
    private final Anchor brand = new Anchor();

    Navigation() {
        addClassName("places");
        for (Place place : Place.open(Visitor.now())) {
            Span name = new Span();
            Anchor anchor = new Anchor();
            anchor.add(new Icon(place.icon()), name);
            anchor.getElement().setAttribute("data-key", place.key()).setAttribute("router-link", true);
            links.put(place, new Link(anchor, name));
            add(anchor);
        }
        brand.addClassName("brand");
        brand.getElement().setAttribute("router-link", true);
        Span mark = new Span();
        mark.addClassName("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        brand.add(mark, product);
    }

    /** The product's name, which leads to the overview. */
    Anchor brand() {
        return brand;
    }

    void show(Place here, LiveWindow window) {
        links.forEach((place, link) -> {
            String query = place.windowed() ? "?" + WindowParameter.NAME + "=" + WindowParameter.text(window) : "";
            link.anchor().setHref(place.path().isEmpty() ? "./" + query : place.path() + query);
            if (place == here) {
                link.anchor().getElement().setAttribute("aria-current", "page");
            } else {
                link.anchor().getElement().removeAttribute("aria-current");
            }
        });
        brand.setHref("./?" + WindowParameter.NAME + "=" + WindowParameter.text(window));
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        getElement().setAttribute("aria-label", getTranslation("shell.pages"));
        product.setText(getTranslation("title"));
        links.forEach((place, link) -> link.name().setText(getTranslation("place." + place.name())));
    }
}
