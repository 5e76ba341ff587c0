package io.perfectorder.dashboard;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a viewer chose, remembered in cookies of the browser: language and colour scheme. */
public final class Preferences {
    public static final String LANGUAGE = "board-language";
    private static final String THEME = "board-theme";

    private Preferences() {}

    /** The language chosen, else the browser's, else English. */
    static Locale locale(VaadinRequest request) {
        return supported(cookie(request.getCookies(), LANGUAGE)
                .map(Locale::forLanguageTag)
                .orElseGet(request::getLocale));
    }

    /** The same, for a page that is none of Vaadin. */
    public static Locale locale(HttpServletRequest request) {
        return supported(cookie(request.getCookies(), LANGUAGE)
                .map(Locale::forLanguageTag)
                .orElseGet(request::getLocale));
    }

    /** The colour scheme chosen, else the system's. */
    static ColorScheme.Value theme(VaadinRequest request) {
        return cookie(request.getCookies(), THEME).map(Preferences::themeOf).orElse(ColorScheme.Value.SYSTEM);
    }

    public static ColorScheme.Value theme(HttpServletRequest request) {
        return cookie(request.getCookies(), THEME).map(Preferences::themeOf).orElse(ColorScheme.Value.SYSTEM);
    }

    static void choose(UI ui, Locale locale) {
        ui.setLocale(locale);
        ui.getPage().executeJs("document.documentElement.lang=$0", locale.toLanguageTag());
        remember(ui, LANGUAGE, locale.toLanguageTag());
    }

    static void choose(UI ui, ColorScheme.Value theme) {
        ui.getPage().setColorScheme(theme);
        remember(ui, THEME, theme.name().toLowerCase(Locale.ROOT));
    }

    private static Locale supported(Locale locale) {
        return locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    private static ColorScheme.Value themeOf(String text) {
        return switch (text) {
            case "light" -> ColorScheme.Value.LIGHT;
            case "dark" -> ColorScheme.Value.DARK;
            default -> ColorScheme.Value.SYSTEM;
        };
    }

    /** By script, since a push has no response that could set a cookie. */
    private static void remember(UI ui, String name, String value) {
        ui.getPage()
                .executeJs(
                        "document.cookie=$0+'='+encodeURIComponent($1)+';path=/;max-age=31536000;samesite=lax'",
                        name,
                        value);
    }

    private static Optional<String> cookie(Cookie @Nullable [] cookies, String name) {
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
