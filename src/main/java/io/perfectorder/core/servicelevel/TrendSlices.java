package io.perfectorder.core.servicelevel;

/**
 * Where the slices of the trends are that hold one minute. Found once for all orders of a pane, since it takes divisions. The trends
 * end together and each is longer than the one before, so that those which reach the minute are the last ones.
 */
final class TrendSlices {
    private static final LiveWindow[] WINDOWS = LiveWindow.values();

    private final long[] starts = new long[WINDOWS.length];
    private final long[] numbers = new long[WINDOWS.length];
    private final int[] places = new int[WINDOWS.length];
    private int first = WINDOWS.length;
    private long minute = Long.MIN_VALUE;

    TrendSlices(long asOfMinute) {
        endAt(asOfMinute);
    }

    /** All trends end with the slice that holds that minute. */
    void endAt(long asOfMinute) {
        for (int w = 0; w < starts.length; w++) {
            starts[w] = WINDOWS[w].sliceEndMinute(asOfMinute, 0) - WINDOWS[w].sliceMinutes();
        }
        minute = Long.MIN_VALUE;
    }

    /** Goes to the slices that hold the minute, which is not after the end. */
    TrendSlices of(long wanted) {
        if (wanted != minute) {
            minute = wanted;
            first = WINDOWS.length;
            while (first > 0 && wanted > starts[first - 1]) {
                first--;
                numbers[first] = WINDOWS[first].sliceOf(wanted);
                places[first] = Math.floorMod(numbers[first], WINDOWS[first].slices());
            }
        }
        return this;
    }

    /** The first window whose trend reaches the minute; those after it do, too. */
    int first() {
        return first;
    }

    long number(int window) {
        return numbers[window];
    }

    /** Where the slice is in its ring. */
    int place(int window) {
        return places[window];
    }
}
