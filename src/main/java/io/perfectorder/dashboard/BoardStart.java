package io.perfectorder.dashboard;

import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.springframework.stereotype.Component;

/** Gives a page the viewer's language and colour scheme before its first paint, so that nothing flashes. */
@Component
class BoardStart implements VaadinServiceInitListener {

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(BoardStart::paint);
        event.getSource().addUIInitListener(init -> {
            VaadinRequest request = VaadinRequest.getCurrent();
            if (request != null) {
                init.getUI().setLocale(Preferences.locale(request));
                ColorScheme.Value theme = Preferences.theme(request);
                if (theme != ColorScheme.Value.SYSTEM) {
                    init.getUI().getPage().setColorScheme(theme);
                }
            }
        });
    }

    private static void paint(IndexHtmlResponse response) {
        VaadinRequest request = response.getVaadinRequest();
        var html = response.getDocument().getElementsByTag("html");
        response.getDocument()
                .head()
                .appendElement("link")
                .attr("rel", "icon")
                .attr("type", "image/svg+xml")
                .attr("href", "icon.svg");
        html.attr("lang", Preferences.locale(request).toLanguageTag());
        switch (Preferences.theme(request)) {
            case LIGHT -> html.attr("style", "color-scheme: light");
            case DARK -> html.attr("style", "color-scheme: dark").attr("theme", "dark");
            default -> html.attr("style", "color-scheme: light dark");
        }
    }
}
