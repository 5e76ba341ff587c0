package io.perfectorder.alerting.declared;

import io.perfectorder.core.alert.RefusedRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a declaration, read name by name. What is wrong is noted with its line and read as something harmless, so that one
 * reading finds all that is wrong; nothing must be made of a section in which {@link #isWrong()}.
 */
final class Section {
    /** Characters of a text. */
    static final int LONGEST = 2_000;

    private static final Pattern SHORT_DURATION =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private final String name;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Map<String, Node> unread = new LinkedHashMap<>();
    private final List<Problem> problems;
    private boolean wrong;

    /** {@code name}: what the problems call it; empty for the whole. */
    Section(String name, Node node, List<Problem> problems) {
        this.name = name;
        this.line = lineOf(node);
        this.problems = problems;
        if (!(node instanceof MappingNode mapping)) {
            wrong(line, "is no mapping; allowed: names with values");
            return;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, tuple.getValueNode()) != null) {
                wrong(lineOf(tuple.getKeyNode()), "has '" + key + "' twice; allowed: once");
            }
            lines.put(key, lineOf(tuple.getKeyNode()));
        }
        unread.putAll(values);
    }

    boolean isWrong() {
        return wrong;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    int lineOf(String key) {
        return lines.getOrDefault(key, line);
    }

    String text(String key) {
        return scalar(key).orElseGet(() -> missing(key, ""));
    }

    String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    double number(String key) {
        return scalar(key).map(text -> number(key, text)).orElseGet(() -> missing(key, 0.5));
    }

    double number(String key, double otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    long whole(String key, long otherwise) {
        return scalar(key).map(text -> whole(key, text)).orElse(otherwise);
    }

    Duration duration(String key) {
        return scalar(key).map(text -> duration(key, text)).orElseGet(() -> missing(key, Duration.ofMinutes(1)));
    }

    Duration duration(String key, Duration otherwise) {
        return has(key) ? duration(key) : otherwise;
    }

    Optional<Instant> instant(String key) {
        return scalar(key).map(text -> {
            try {
                return OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            } catch (DateTimeException notATime) {
                return wrong(
                        key, text, "an RFC 3339 instant with an offset, such as 2026-12-24T00:00:00Z", Instant.MAX);
            }
        });
    }

    /** One of a set of names. */
    <T> T one(String key, Function<String, Optional<T>> named, T harmless, String allowed) {
        Optional<String> text = scalar(key);
        if (text.isEmpty()) {
            return missing(key, harmless);
        }
        return named.apply(text.get()).orElseGet(() -> wrong(Mistake.Kind.CHOICE, key, text.get(), allowed, harmless));
    }

    /** One text or a list of texts. */
    List<String> texts(String key) {
        Node node = take(key);
        return switch (node) {
            case null -> List.of();
            case SequenceNode sequence -> {
                List<String> texts = new ArrayList<>();
                sequence.getValue().forEach(each -> textOf(key, each).ifPresent(texts::add));
                yield texts;
            }
            default -> textOf(key, node).map(List::of).orElseGet(List::of);
        };
    }

    Optional<Section> section(String key) {
        Node node = take(key);
        return node == null ? Optional.empty() : Optional.of(new Section(key, node, problems));
    }

    /** A list of mappings. */
    List<Section> sections(String key, String each) {
        Node node = take(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            wrong(lineOf(node), "'" + key + "' is no list");
            return List.of();
        }
        return sequence.getValue().stream()
                .map(element -> new Section(each, element, problems))
                .toList();
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Notes whatever is not allowed; tells whether nothing is wrong. What is allowed and unread, after something wrong, is let be. */
    boolean close(String allowed) {
        Set<String> known = Set.of(allowed.split(", "));
        unread.keySet().stream()
                .filter(key -> !known.contains(key))
                .toList()
                .forEach(key -> wrong(lineOf(key), "'" + key + "' is unknown; allowed: " + allowed));
        return !wrong;
    }

    /** Something below it is wrong, and noted there. */
    void spoil() {
        wrong = true;
    }

    void wrong(int at, String what) {
        wrong(at, what, Mistake.other());
    }

    <T> T wrong(String key, String value, String allowed, T harmless) {
        return wrong(Mistake.Kind.OTHER, key, value, allowed, harmless);
    }

    <T> T wrong(Mistake.Kind kind, String key, String value, String allowed, T harmless) {
        wrong(
                lineOf(key),
                "'" + key + "' is '" + value + "'; allowed: " + allowed,
                new Mistake(key, kind, List.of(value, allowed)));
        return harmless;
    }

    /** What a constructor refused; its message begins with the name of the field. */
    void refused(IllegalArgumentException refusal) {
        String message = String.valueOf(refusal.getMessage());
        wrong(
                lineOf(message.replaceAll(":.*", "")),
                message,
                refusal instanceof RefusedRule rule ? Mistake.of(rule) : Mistake.other());
    }

    private void wrong(int at, String what, Mistake mistake) {
        wrong = true;
        problems.add(new Problem(at, (name.isEmpty() ? "" : name + ": ") + what, mistake));
    }

    private <T> T missing(String key, T harmless) {
        if (!has(key)) {
            wrong(line, "'" + key + "' is missing", new Mistake(key, Mistake.Kind.MISSING, List.of()));
        }
        return harmless;
    }

    private double number(String key, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            return wrong(Mistake.Kind.NUMBER, key, text, "a number", 0.5);
        }
        return wrong(Mistake.Kind.NUMBER, key, text, "a number", 0.5);
    }

    private long whole(String key, String text) {
        return text.matches("-?[0-9]{1,15}")
                ? Long.parseLong(text)
                : wrong(Mistake.Kind.WHOLE_NUMBER, key, text, "a whole number", 1L);
    }

    private Duration duration(String key, String text) {
        Matcher parts = SHORT_DURATION.matcher(text);
        if (parts.matches() && !text.isEmpty()) {
            return Duration.ofDays(part(parts, 1))
                    .plusHours(part(parts, 2))
                    .plusMinutes(part(parts, 3))
                    .plusSeconds(part(parts, 4));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeException notADuration) {
            return wrong(
                    Mistake.Kind.DURATION,
                    key,
                    text,
                    "a duration such as 10m, 1h30m, 7d or PT10M",
                    Duration.ofMinutes(1));
        }
    }

    private static long part(Matcher parts, int group) {
        String digits = parts.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private Optional<String> scalar(String key) {
        Node node = take(key);
        return node == null ? Optional.empty() : textOf(key, node);
    }

    private Optional<String> textOf(String key, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            wrong(lineOf(node), "'" + key + "' is no single value");
            return Optional.empty();
        }
        String text = scalar.getValue();
        if (text.length() > LONGEST || text.indexOf('\0') >= 0) {
            wrong(
                    lineOf(node),
                    "'" + key + "' is too long; allowed: " + LONGEST + " characters without NUL",
                    new Mistake(key, Mistake.Kind.TOO_LONG, List.of(Integer.toString(LONGEST))));
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private @Nullable Node take(String key) {
        unread.remove(key);
        return values.get(key);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
