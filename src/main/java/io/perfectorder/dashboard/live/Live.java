package io.perfectorder.dashboard.live;

import io.perfectorder.core.snapshot.Snapshot;

/**
 * What every view of a page is made from.
 *
 * @param eventsPerSecond events applied a second, over the last few seconds
 */
public record Live(Snapshot snapshot, double eventsPerSecond) {}
