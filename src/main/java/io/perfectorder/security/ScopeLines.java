package io.perfectorder.security;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A scope as people write it: one value a line, such as {@code carrier=Bison}; without a line it is everything. */
public final class ScopeLines {
    /** How many values one dimension may have. */
    public static final int MOST_VALUES = 100;

    /** How many characters all lines may have. */
    public static final int LONGEST = 20_000;

    private ScopeLines() {}

    /** What was read. */
    public sealed interface Outcome {
        record Read(ViewScope scope) implements Outcome {}

        /** The line, counted from 1, is not a dimension, {@code =} and a value. */
        record WrongLine(int number, String line) implements Outcome {}

        /** A dimension has more than {@link #MOST_VALUES} values, or all is longer than {@link #LONGEST}. */
        record TooMuch() implements Outcome {}
    }

    public static Outcome read(String text) {
        if (text.length() > LONGEST) {
            return new Outcome.TooMuch();
        }
        Map<String, Set<String>> allowed = new TreeMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int equals = line.indexOf('=');
            String dimension = equals < 0 ? "" : line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            boolean right = ViewScope.DIMENSIONS.contains(dimension)
                    && !value.isEmpty()
                    && value.chars().noneMatch(Character::isISOControl);
            if (!right) {
                return new Outcome.WrongLine(number, line.strip());
            }
            Set<String> values = allowed.computeIfAbsent(dimension, _ -> new TreeSet<>());
            values.add(value);
            if (values.size() > MOST_VALUES) {
                return new Outcome.TooMuch();
            }
        }
        return new Outcome.Read(new ViewScope(allowed));
    }

    /** What {@link #read} reads as this scope, when its values are those of lines. */
    public static String of(ViewScope scope) {
        return scope.allowed().entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(value -> each.getKey() + "=" + value))
                .collect(Collectors.joining("\n"));
    }
}
