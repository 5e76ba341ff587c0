package io.perfectorder.dashboard;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.perfectorder.core.servicelevel.LiveWindow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Links to the same page with another window. */
class WindowSwitch extends Nav implements LocaleChangeObserver {
    private final Map<LiveWindow, Anchor> links = new EnumMap<>(LiveWindow.class);

    WindowSwitch() {
        addClassName("windows");
        for (LiveWindow window : LiveWindow.values()) {
            Anchor link = new Anchor();
            link.getElement().setAttribute("router-link", true);
            links.put(window, link);
            add(link);
        }
    }

    void show(Location location, LiveWindow shown, boolean useful) {
        setVisible(useful);
        links.forEach((window, link) -> {
            Map<String, List<String>> query =
                    new TreeMap<>(location.getQueryParameters().getParameters());
            query.put(WindowParameter.NAME, List.of(WindowParameter.text(window)));
            link.setHref((location.getPath().isEmpty() ? "./" : location.getPath()) + "?"
                    + new QueryParameters(query).getQueryString());
            link.getElement().setAttribute("aria-current", String.valueOf(window == shown));
        });
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        getElement().setAttribute("aria-label", getTranslation("window"));
        links.forEach((window, link) -> link.setText(getTranslation("window." + window.name())));
    }
}
