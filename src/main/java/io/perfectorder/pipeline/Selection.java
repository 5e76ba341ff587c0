package io.perfectorder.pipeline;

import java.util.Map;

/**
 * Which orders are asked for: those whose pane ends in {@code (fromMinute, toMinute]}, as known at {@code knownAtMicros} of recorded
 * time ({@link #NOW}: all that is known), with exactly these values in the filtered dimensions.
 */
public record Selection(long fromMinute, long toMinute, long knownAtMicros, Map<GroupBy, String> filters) {
    /** Later than every recorded time. */
    public static final long NOW = Long.MAX_VALUE - 1;

    public Selection {
        filters = Map.copyOf(filters);
    }
}
