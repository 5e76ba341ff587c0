package io.perfectorder.dashboard.admin;

import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import java.util.Comparator;
import java.util.List;

/** Accounts, sessions, screens, and what else has to be administered. */
@Route("admin")
class AdminView extends Main implements LocaleChangeObserver, HasDynamicTitle {
    private final H1 title = new H1();

    AdminView(List<AdminPart> parts) {
        addClassNames("admin", "alerts");
        add(title);
        parts.stream().sorted(Comparator.comparingInt(AdminPart::place)).forEach(part -> add(part.make()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.ADMIN") + " · " + getTranslation("title");
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        title.setText(getTranslation("place.ADMIN"));
        event.getUI().getPage().setTitle(getPageTitle());
    }
}
