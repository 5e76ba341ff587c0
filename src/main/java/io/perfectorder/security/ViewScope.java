package io.perfectorder.security;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a caller may see: in each dimension that is named only these values, and everything in the others.
 *
 * @param allowed by the name of the dimension; empty when all may be seen
 */
public record ViewScope(Map<String, Set<String>> allowed) {
    public static final Set<String> DIMENSIONS = Set.of("customer", "tier", "region", "carrier");
    public static final ViewScope ALL = new ViewScope(Map.of());

    public ViewScope {
        Map<String, Set<String>> copy = new TreeMap<>();
        allowed.forEach((dimension, values) -> {
            if (!DIMENSIONS.contains(dimension) || values.isEmpty()) {
                throw new IllegalArgumentException(dimension + " " + values);
            }
            copy.put(dimension, java.util.Collections.unmodifiableSet(new TreeSet<>(values)));
        });
        allowed = java.util.Collections.unmodifiableMap(copy);
    }

    public boolean isAll() {
        return allowed.isEmpty();
    }

    /** Whether something with these values may be seen; what lacks a value in a dimension that is named may not. */
    public boolean holds(Map<String, String> values) {
        return allowed.entrySet().stream().allMatch(dimension -> {
            String value = values.get(dimension.getKey());
            return value != null && dimension.getValue().contains(value);
        });
    }
}
