package io.perfectorder.pipeline;

import java.util.Map;
import java.util.Set;

/**
 * Which orders are asked for: those whose pane ends in {@code (fromMinute, toMinute]}, as known at {@code knownAtMicros} of recorded
 * time ({@link #NOW}: all that is known), with exactly these values in the filtered dimensions.
 *
 * @param scope what whoever asks may see: one of these values in each dimension that is named
 */
public record Selection(
        long fromMinute,
        long toMinute,
        long knownAtMicros,
        Map<GroupBy, String> filters,
        Map<GroupBy, Set<String>> scope) {
    /** Later than every recorded time. */
    public static final long NOW = Long.MAX_VALUE - 1;

    public Selection {
        filters = Map.copyOf(filters);
        scope = Map.copyOf(scope);
    }

    /** For one who may see everything. */
    public Selection(long fromMinute, long toMinute, long knownAtMicros, Map<GroupBy, String> filters) {
        this(fromMinute, toMinute, knownAtMicros, filters, Map.of());
    }
}
