package io.perfectorder.pipeline;

import java.time.Instant;

/** What "now" is for the live windows: the wall clock, or the greatest accepted event time when history is replayed. */
public interface MonitorClock {
    Instant now();

    /** Whether event times are held against this clock: with event time nothing is too far in the future. */
    boolean refusesFuture();
}
