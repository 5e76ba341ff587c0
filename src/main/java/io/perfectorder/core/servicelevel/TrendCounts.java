package io.perfectorder.core.servicelevel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Counts} of one group by slice of each trend. A slice has a place in the ring of its window, by its number modulo the slices;
 * a newer slice takes the place of an older one, so nothing is cleared when time moves on. Few slices stand in a list, since where there
 * are very many groups most are in few; only a group that is in more has rings.
 */
final class TrendCounts {
    private static final LiveWindow[] WINDOWS = LiveWindow.values();

    /** A slice: the counts, its number, its window and its place in the ring. */
    private static final int NUMBER = Counts.LENGTH;

    private static final int WINDOW = NUMBER + 1;
    private static final int PLACE = WINDOW + 1;

    private static final int FEW = 8;
    private static final long[][] NOTHING = {};

    private long[][] few = NOTHING;

    /** By window and place, once there are more than few. */
    private long @Nullable [][] @Nullable [] rings;

    /** Adds to the slices that hold the minute, of every trend that reaches it. */
    void add(TrendSlices at, int met, int orders) {
        for (int w = at.first(); w < WINDOWS.length; w++) {
            Counts.add(slice(w, at.place(w), at.number(w)), 0, met, orders);
        }
    }

    /** One order in those slices meets the criteria of another mask now. */
    void move(TrendSlices at, int from, int to) {
        for (int w = at.first(); w < WINDOWS.length; w++) {
            Counts.move(slice(w, at.place(w), at.number(w)), 0, from, to);
        }
    }

    /** Adds the counts of another group, but for slices that a newer one has taken the place of. */
    void add(TrendCounts other) {
        if (other.rings == null) {
            for (long[] more : other.few) {
                add(more);
            }
            return;
        }
        for (long[] @Nullable [] ring : other.rings) {
            for (long[] more : ring) {
                if (more != null) {
                    add(more);
                }
            }
        }
    }

    private void add(long[] more) {
        int window = (int) more[WINDOW];
        int place = (int) more[PLACE];
        long[] there = find(window, place);
        if (there == null || there[NUMBER] <= more[NUMBER]) {
            Counts.add(slice(window, place, more[NUMBER]), 0, more, 0);
        }
    }

    void clear() {
        few = NOTHING;
        rings = null;
    }

    /** The slices of the trend of a window, by its place in {@link LiveWindow}, that ends with the minute, oldest first. */
    List<Tally> tallies(int w, long asOfMinute) {
        LiveWindow window = WINDOWS[w];
        List<Tally> trend = new ArrayList<>(window.slices());
        long last = window.sliceOf(asOfMinute);
        for (long number = last - window.slices() + 1; number <= last; number++) {
            long[] slice = find(w, Math.floorMod(number, window.slices()));
            trend.add(slice == null || slice[NUMBER] != number ? Tally.ZERO : Counts.tally(slice));
        }
        return trend;
    }

    private long[] slice(int window, int place, long number) {
        long[] slice = find(window, place);
        if (slice == null) {
            slice = new long[PLACE + 1];
            slice[WINDOW] = window;
            slice[PLACE] = place;
            put(slice);
        } else if (slice[NUMBER] != number) {
            Arrays.fill(slice, 0, Counts.LENGTH, 0);
        }
        slice[NUMBER] = number;
        return slice;
    }

    private long @Nullable [] find(int window, int place) {
        if (rings != null) {
            return rings[window][place];
        }
        for (long[] slice : few) {
            if (slice[PLACE] == place && slice[WINDOW] == window) {
                return slice;
            }
        }
        return null;
    }

    private void put(long[] slice) {
        if (rings == null && few.length < FEW) {
            few = Arrays.copyOf(few, few.length + 1);
            few[few.length - 1] = slice;
            return;
        }
        if (rings == null) {
            rings = new long[WINDOWS.length][][];
            for (int w = 0; w < WINDOWS.length; w++) {
                rings[w] = new long[WINDOWS[w].slices()][];
            }
            for (long[] one : few) {
                rings[(int) one[WINDOW]][(int) one[PLACE]] = one;
            }
            few = NOTHING;
        }
        rings[(int) slice[WINDOW]][(int) slice[PLACE]] = slice;
    }
}
