package io.perfectorder.dashboard;

import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** The texts of the board, from the bundles {@code i18n/messages}. */
@Component
class Texts implements I18NProvider {
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        Locale shown = locale.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        try {
            String pattern =
                    ResourceBundle.getBundle("i18n.messages", shown, EXACT).getString(key);
            return params.length == 0 ? pattern : new MessageFormat(pattern, shown).format(params);
        } catch (MissingResourceException _) {
            return "!" + key + "!";
        }
    }
}
