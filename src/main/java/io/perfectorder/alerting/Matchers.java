package io.perfectorder.alerting;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which alerts are meant: those that have, for each label named, one of the values. Without any label: all.
 *
 * @param allowed the values by label
 */
public record Matchers(Map<String, Set<String>> allowed) {
    public static final Matchers ALL = new Matchers(Map.of());

    public Matchers {
        Map<String, Set<String>> copy = new TreeMap<>();
        allowed.forEach((label, values) -> copy.put(label, Set.copyOf(values)));
        allowed = java.util.Collections.unmodifiableMap(copy);
    }

    public boolean matches(Map<String, String> labels) {
        return allowed.entrySet().stream()
                .allMatch(wanted -> wanted.getValue().contains(labels.getOrDefault(wanted.getKey(), "")));
    }

    /** The values of each label in order, for people and files. */
    public Map<String, Collection<String>> sorted() {
        Map<String, Collection<String>> sorted = new TreeMap<>();
        allowed.forEach((label, values) -> sorted.put(label, new TreeSet<>(values)));
        return sorted;
    }
}
