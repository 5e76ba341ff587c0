package io.perfectorder.core.snapshot;

import java.time.Duration;

/** The windows of the live board. */
public enum LiveWindow {
    QUARTER_HOUR(Duration.ofMinutes(15)),
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30));

    private final Duration length;

    LiveWindow(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }

    public long minutes() {
        return length.toMinutes();
    }
}
