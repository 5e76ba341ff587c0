package io.perfectorder.core.servicelevel;

import java.time.Duration;

/**
 * The windows of the live board, each with the slices of its trend. A slice is a stretch of whole panes, aligned to the epoch: slice
 * {@code n} holds the panes that end in {@code (n * sliceMinutes, (n + 1) * sliceMinutes]}. The last slice of a trend is the one that
 * holds the end of the window, so it is still filling; {@link #DAY} has the 48 half hours that a sparkline of any window shows.
 */
public enum LiveWindow {
    QUARTER_HOUR(Duration.ofMinutes(15), Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1), Duration.ofMinutes(2)),
    DAY(Duration.ofDays(1), Duration.ofMinutes(30)),
    WEEK(Duration.ofDays(7), Duration.ofHours(6)),
    MONTH(Duration.ofDays(30), Duration.ofDays(1));

    private final Duration length;
    private final Duration slice;
    private final long minutes;
    private final long sliceMinutes;

    LiveWindow(Duration length, Duration slice) {
        this.length = length;
        this.slice = slice;
        this.minutes = length.toMinutes();
        this.sliceMinutes = slice.toMinutes();
    }

    public Duration length() {
        return length;
    }

    public long minutes() {
        return minutes;
    }

    /** The length of one slice of the trend. */
    public Duration slice() {
        return slice;
    }

    public long sliceMinutes() {
        return sliceMinutes;
    }

    /** How many slices a trend has. */
    public int slices() {
        return (int) (minutes / sliceMinutes);
    }

    /** The number, counted from the epoch, of the slice that holds the pane that ends at {@code minute}. */
    public long sliceOf(long minute) {
        return Math.floorDiv(minute - 1, sliceMinutes);
    }

    /**
     * The minute at which slice {@code index} of a trend ends, 0 being the oldest, when the window ends at {@code asOfMinute}. The last
     * one ends at or after it.
     */
    public long sliceEndMinute(long asOfMinute, int index) {
        return (sliceOf(asOfMinute) - slices() + 2 + index) * sliceMinutes;
    }
}
