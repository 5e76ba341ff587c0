package io.perfectorder.dashboard.admin;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.security.ScopeLines;
import io.perfectorder.security.ViewScope;
import java.util.Optional;
import java.util.function.Consumer;

/** A field in which an administrator says what somebody may see: one value a line, nothing for everything. */
final class ScopeField {
    private static final int MOST_ROWS = 6;

    private final Words words;
    private final Consumer<String> said;
    private final Element lines;

    /** {@code said} takes what is wrong with what was typed. */
    ScopeField(Words words, ViewScope now, Consumer<String> said) {
        this.words = words;
        this.said = said;
        String text = ScopeLines.of(now);
        lines = new Element("textarea")
                .setAttribute("rows", String.valueOf(Math.clamp(text.lines().count(), 1, MOST_ROWS)))
                .setAttribute("maxlength", String.valueOf(ScopeLines.LONGEST))
                .setAttribute("autocomplete", "off")
                .setAttribute("spellcheck", "false")
                .setAttribute("placeholder", words.say("admin.scope.everything"))
                .setProperty("value", text);
        lines.addPropertyChangeListener("value", "change", _ -> {});
    }

    Element element() {
        return lines;
    }

    /** Runs when somebody has typed another scope that can be read. */
    void onChange(Consumer<ViewScope> changed) {
        lines.addPropertyChangeListener("value", "change", event -> {
            if (event.isUserOriginated()) {
                read().ifPresent(changed);
            }
        });
    }

    void clear() {
        lines.setProperty("value", "");
    }

    /** Empty when it cannot be read, which is then said. */
    Optional<ViewScope> read() {
        return switch (ScopeLines.read(lines.getProperty("value", ""))) {
            case ScopeLines.Outcome.Read(ViewScope scope) -> Optional.of(scope);
            case ScopeLines.Outcome.WrongLine(int number, String line) -> {
                said.accept(words.say("admin.scope.wrong", String.valueOf(number), line));
                yield Optional.empty();
            }
            case ScopeLines.Outcome.TooMuch _ -> {
                said.accept(words.say("admin.scope.much", String.valueOf(ScopeLines.MOST_VALUES)));
                yield Optional.empty();
            }
        };
    }
}
