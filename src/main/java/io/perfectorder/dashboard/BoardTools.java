package io.perfectorder.dashboard;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.parts.Icon;
import java.util.Locale;

/** Search by order id, hold the page still, language, colour scheme, help. */
@Tag("div")
class BoardTools extends Div implements LocaleChangeObserver {
    private final LiveBoard board;
    private final Element search = new Element("input");
    private final Icon pauseIcon = new Icon("pause");
    private final NativeButton pause = new NativeButton();
    private final NativeButton english = new NativeButton("EN");
    private final NativeButton chinese = new NativeButton("中");
    private final Div languages = new Div(english, chinese);
    private final Icon themeIcon = new Icon("system");
    private final NativeButton theme = new NativeButton();
    private final NativeButton help = new NativeButton();
    private ColorScheme.Value scheme;

    BoardTools(LiveBoard board) {
        this.board = board;
        VaadinRequest request = VaadinRequest.getCurrent();
        scheme = request == null ? ColorScheme.Value.SYSTEM : Preferences.theme(request);
        addClassName("tools");
        search.setAttribute("type", "search").setAttribute("maxlength", "100").setAttribute("autocomplete", "off");
        Element form = new Element("form");
        form.setAttribute("role", "search").getClassList().add("find");
        form.appendChild(new Icon("search").getElement(), search, new Element("kbd").setText("/"));
        getElement().appendChild(form);
        pause.add(pauseIcon);
        pause.getElement().setAttribute("data-action", "pause");
        pause.addClickListener(_ -> board.pause(!board.paused().peek()));
        english.getElement().setAttribute("lang", "en").setAttribute("aria-label", "English");
        chinese.getElement().setAttribute("lang", "zh-CN").setAttribute("aria-label", "简体中文");
        english.addClickListener(_ -> Preferences.choose(UI.getCurrentOrThrow(), Locale.ENGLISH));
        chinese.addClickListener(_ -> Preferences.choose(UI.getCurrentOrThrow(), Locale.SIMPLIFIED_CHINESE));
        languages.addClassName("languages");
        languages.getElement().setAttribute("role", "group");
        theme.add(themeIcon);
        theme.addClickListener(_ -> nextTheme());
        help.add(new Icon("keyboard"));
        help.getElement().setAttribute("data-action", "help");
        add(pause, languages, theme, help);
        if (Visitor.now().hasAccount()) {
            add(new AccountMenu(Visitor.now().signature()));
        }
        Signal.effect(this, () -> showPause(board.paused().get()));
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        search.setAttribute("placeholder", getTranslation("shell.find"));
        search.setAttribute("aria-label", getTranslation("shell.find"));
        languages.getElement().setAttribute("aria-label", getTranslation("language"));
        boolean zh = event.getLocale().getLanguage().equals("zh");
        english.getElement().setAttribute("aria-pressed", String.valueOf(!zh));
        chinese.getElement().setAttribute("aria-pressed", String.valueOf(zh));
        name(help, getTranslation("help.title"));
        showTheme();
        showPause(board.paused().peek());
    }

    private void nextTheme() {
        scheme = switch (scheme) {
            case LIGHT -> ColorScheme.Value.DARK;
            case DARK -> ColorScheme.Value.SYSTEM;
            default -> ColorScheme.Value.LIGHT;
        };
        Preferences.choose(UI.getCurrentOrThrow(), scheme);
        showTheme();
    }

    private void showTheme() {
        String key = switch (scheme) {
            case LIGHT -> "light";
            case DARK -> "dark";
            default -> "system";
        };
        themeIcon.show(key);
        name(theme, getTranslation("theme." + key));
    }

    private void showPause(boolean paused) {
        pauseIcon.show(paused ? "play" : "pause");
        pause.getElement().setAttribute("aria-pressed", String.valueOf(paused));
        name(pause, getTranslation(paused ? "live.resume" : "live.pause"));
    }

    private static void name(NativeButton button, String text) {
        button.getElement().setAttribute("aria-label", text).setAttribute("title", text);
    }
}
