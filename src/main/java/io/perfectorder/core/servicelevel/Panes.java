package io.perfectorder.core.servicelevel;

import java.time.Instant;

/** One-minute panes {@code (start, end]}, aligned to the epoch in UTC, named by the minute at which they end. */
public final class Panes {
    private Panes() {}

    /** The pane that holds {@code instant}: the first whole minute at or after it, in minutes since the epoch. */
    public static long endMinuteOf(Instant instant) {
        long seconds = instant.getEpochSecond();
        long floor = Math.floorDiv(seconds, 60L);
        return Math.floorMod(seconds, 60L) == 0 && instant.getNano() == 0 ? floor : floor + 1;
    }

    /** The last whole minute at or before {@code instant}, in minutes since the epoch. */
    public static long lastMinuteOf(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }

    public static Instant instantOf(long minute) {
        return Instant.ofEpochSecond(Math.multiplyExact(minute, 60L));
    }
}
