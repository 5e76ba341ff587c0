package io.perfectorder.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.dashboard.parts.Words;
import java.util.Locale;

/** The real bundle, for presenters under test; a key that is missing fails. */
public final class BundleWords {
    private BundleWords() {}

    public static Words in(Locale locale) {
        Texts texts = new Texts();
        return (key, values) -> {
            String text = texts.getTranslation(key, locale, values);
            assertThat(text).as(key).doesNotStartWith("!");
            return text;
        };
    }
}
