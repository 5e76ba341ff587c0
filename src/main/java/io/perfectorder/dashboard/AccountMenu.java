package io.perfectorder.dashboard;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import io.perfectorder.dashboard.parts.Icon;
import io.perfectorder.security.AccountName;

/** Whose account this is; opens to change its password, if it is one with a password, and to log out. Both are plain requests, so they work on a page that is cut off. */
@Tag("details")
class AccountMenu extends Div implements LocaleChangeObserver {
    private final Element summary;
    private final Element change =
            text("a", "", "").setAttribute("href", "/password").setAttribute("router-ignore", true);
    private final Element out = text("button", "button", "");
    private final String account;

    AccountMenu(String account) {
        this.account = account;
        addClassName("account");
        summary = tag("summary", "", new Icon("person").getElement());
        Element form = tag("form", "", out).setAttribute("method", "post").setAttribute("action", "/logout");
        getElement().appendChild(summary, tag("div", "card", text("bdi", "name", account), form));
        if (!new AccountName(account).isAtProvider()) {
            form.getParent().insertChild(1, change);
        }
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        summary.setAttribute("aria-label", getTranslation("account.of", account));
        change.setText(getTranslation("gate.change"));
        out.setText(getTranslation("gate.log-out"));
    }
}
