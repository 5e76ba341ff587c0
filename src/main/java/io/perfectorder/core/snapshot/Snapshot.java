package io.perfectorder.core.snapshot;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.WindowLevels;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the monitor at one instant.
 *
 * @param asOf the whole minute that ends every window
 * @param knownAt the recorded time up to which it is complete: what the reading API answers at it, it shows
 * @param takenAt wall time
 * @param newestEvent the greatest event time accepted so far
 * @param accepted events applied since the journal began
 */
public record Snapshot(
        Instant asOf,
        Instant knownAt,
        Instant takenAt,
        Optional<Instant> newestEvent,
        long accepted,
        Map<LiveWindow, WindowLevels> windows) {
    public Snapshot {
        windows = Map.copyOf(windows);
    }

    /** The same instant with other levels. */
    public Snapshot withWindows(Map<LiveWindow, WindowLevels> levels) {
        return new Snapshot(asOf, knownAt, takenAt, newestEvent, accepted, levels);
    }
}
