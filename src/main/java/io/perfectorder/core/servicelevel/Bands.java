package io.perfectorder.core.servicelevel;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Stretches of age, in minutes before the end of the windows, between which no live window and no window before one begins or ends. A
 * pane is in one band at a time and grows older through them; every window is a sum of bands. So an order is counted in one place and
 * not in each window that holds it.
 */
final class Bands {
    /** Where each band ends; a band begins where the one before it ends, the first at 0. */
    private static final long[] ENDS = Stream.of(LiveWindow.values())
            .flatMap(window -> Stream.of(window.minutes(), 2 * window.minutes()))
            .mapToLong(Long::longValue)
            .sorted()
            .distinct()
            .toArray();

    static final int COUNT = ENDS.length;

    /** Of a pane that ends after the windows do, or before the longest of them begins. */
    static final int NONE = -1;

    private Bands() {}

    /** The band of that age, {@link #NONE} when it is negative or beyond the last band. */
    static int of(long ageMinutes) {
        if (ageMinutes < 0) {
            return NONE;
        }
        for (int band = 0; band < COUNT; band++) {
            if (ageMinutes < ENDS[band]) {
                return band;
            }
        }
        return NONE;
    }

    /** The age at which a pane leaves the band. */
    static long end(int band) {
        return ENDS[band];
    }

    /** The first bands, so many, make up the window of that length. */
    static int within(long windowMinutes) {
        return Arrays.binarySearch(ENDS, windowMinutes) + 1;
    }
}
