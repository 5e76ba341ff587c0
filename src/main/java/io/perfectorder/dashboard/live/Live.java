package io.perfectorder.dashboard.live;

import io.perfectorder.core.snapshot.Snapshot;

/**
 * What every view of a page is made from.
 *
 * @param eventsPerSecond events applied a second, over the last few seconds; 0 for less than the whole
 */
public record Live(Snapshot snapshot, double eventsPerSecond, Extent extent) {
    /** How much of all orders the levels of the snapshot count. */
    public enum Extent {
        WHOLE,

        /** What the visitor may see. Nothing else in the snapshot tells of more: it has no newest event and no count of events. */
        SCOPE,

        /** As {@link #SCOPE}, but nothing has been counted yet. */
        AWAITED
    }
}
