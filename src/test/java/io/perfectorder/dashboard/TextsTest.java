package io.perfectorder.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Both languages are complete: no key that only one has, and none that a page asks for and nobody has. */
class TextsTest {
    /** A literal key, or the literal beginning of one that ends with a value. */
    private static final Pattern ASKED = Pattern.compile("getTranslation\\(\\s*\"([^\"]+)\"(\\s*\\+)?");

    private final Properties english = bundle("messages.properties");
    private final Properties chinese = bundle("messages_zh_CN.properties");

    @Test
    void bothLanguages_haveTheSameTexts() {
        assertThat(new TreeSet<>(chinese.stringPropertyNames()))
                .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
        assertThat(chinese.values()).doesNotContain("");
        assertThat(english.values()).doesNotContain("");
    }

    @Test
    void bothLanguages_showTheSameValues() {
        Pattern value = Pattern.compile("\\{\\d");
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(values(value, chinese.getProperty(key)))
                        .as(key)
                        .isEqualTo(values(value, english.getProperty(key))));
    }

    @Test
    void everyTextThatAPageAsksFor_isThere() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java/io/perfectorder/dashboard"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> ASKED.matcher(Files.readString(file))
                            .results()
                            .forEach(asked -> assertThat(has(asked))
                                    .as("%s asks for %s", file, asked.group(1))
                                    .isTrue()));
        }
    }

    @Test
    void anUnknownKey_showsItself() {
        assertThat(new Texts().getTranslation("no-such-key", Locale.ENGLISH)).isEqualTo("!no-such-key!");
    }

    private boolean has(MatchResult asked) {
        return asked.group(2) == null
                ? english.containsKey(asked.group(1))
                : english.stringPropertyNames().stream().anyMatch(key -> key.startsWith(asked.group(1)));
    }

    private static Object values(Pattern value, String text) {
        return value.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties bundle(String name) {
        var bundle = new Properties();
        try (var text =
                new InputStreamReader(TextsTest.class.getResourceAsStream("/i18n/" + name), StandardCharsets.UTF_8)) {
            bundle.load(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return bundle;
    }
}
