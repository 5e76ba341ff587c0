package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running counts of one group: by band, and for the total and the tiers by slice of each trend, too. Adds and subtracts without a
 * check: the counts of the cells are checked, and no sum of them comes near the end of a {@code long}.
 */
final class Sums {
    /** What one order counts, by the mask of the criteria that it meets. */
    private static final long[][] COUNTS_OF = countsOf();

    private static final LiveWindow[] WINDOWS = LiveWindow.values();

    private final String key;
    private final long[] @Nullable [] bands = new long[Bands.COUNT][];

    /** By window and slice number modulo the slices; the number itself stands behind the counts. Empty without trends. */
    private final long[] @Nullable [] @Nullable [] slices;

    /** How many combinations count here. */
    int combinations;

    Sums(String key, boolean withTrends) {
        this.key = key;
        slices = new long[withTrends ? WINDOWS.length : 0][][];
    }

    private static long[][] countsOf() {
        Dimensions none = new Dimensions("", "", "", "", "", "");
        long[][] counts = new long[256][];
        for (int met = 0; met < counts.length; met++) {
            counts[met] = Tally.of(new Verdict.Judged(Instant.EPOCH, none, met)).counts();
        }
        return counts;
    }

    String key() {
        return key;
    }

    void add(int band, int met, long orders) {
        add(band(band), COUNTS_OF[met], orders);
    }

    private long[] band(int band) {
        long[] counts = bands[band];
        if (counts == null) {
            counts = new long[Tally.COUNTS];
            bands[band] = counts;
        }
        return counts;
    }

    private static void add(long[] counts, long[] more, long times) {
        for (int i = 0; i < Tally.COUNTS; i++) {
            counts[i] += times * more[i];
        }
    }

    /** Adds to the slices that hold the minute and are still shown at {@code asOfMinute}. */
    void addToTrends(long minute, long asOfMinute, int met, long orders) {
        for (int w = 0; w < slices.length; w++) {
            LiveWindow window = WINDOWS[w];
            long number = window.sliceOf(minute);
            if (number > window.sliceOf(asOfMinute) - window.slices()) {
                add(slice(w, number), COUNTS_OF[met], orders);
            }
        }
    }

    /** The counts of a slice; those of an older one that had its place are forgotten. */
    private long[] slice(int w, long number) {
        long[] @Nullable [] ring = slices[w];
        if (ring == null) {
            ring = new long[WINDOWS[w].slices()][];
            slices[w] = ring;
        }
        int place = Math.floorMod(number, ring.length);
        long[] counts = ring[place];
        if (counts == null || counts[Tally.COUNTS] != number) {
            counts = new long[Tally.COUNTS + 1];
            counts[Tally.COUNTS] = number;
            ring[place] = counts;
        }
        return counts;
    }

    void clear() {
        Arrays.fill(bands, null);
        Arrays.fill(slices, null);
    }

    /** Adds the counts of another group. */
    void fold(Sums other) {
        for (int band = 0; band < Bands.COUNT; band++) {
            long[] more = other.bands[band];
            if (more != null) {
                add(band(band), more, 1);
            }
        }
        for (int w = 0; w < Math.min(slices.length, other.slices.length); w++) {
            long[] @Nullable [] ring = other.slices[w];
            for (int place = 0; ring != null && place < ring.length; place++) {
                long[] more = ring[place];
                if (more != null) {
                    foldSlice(w, more);
                }
            }
        }
    }

    private void foldSlice(int w, long[] more) {
        int place = Math.floorMod(more[Tally.COUNTS], WINDOWS[w].slices());
        long[] @Nullable [] ring = slices[w];
        long[] there = ring == null ? null : ring[place];
        if (there == null || there[Tally.COUNTS] <= more[Tally.COUNTS]) {
            add(slice(w, more[Tally.COUNTS]), more, 1);
        }
    }

    /** The orders due in the bands {@code from}, inclusive, to {@code to}, exclusive. */
    Tally sum(int from, int to) {
        long[] sum = new long[Tally.COUNTS];
        for (int band = from; band < to; band++) {
            long[] counts = bands[band];
            if (counts != null) {
                add(sum, counts, 1);
            }
        }
        return Tally.of(sum);
    }

    long due(LiveWindow window) {
        return sum(0, Bands.within(window.minutes())).due();
    }

    GroupLevels levels(LiveWindow window, long asOfMinute) {
        int within = Bands.within(window.minutes());
        Tally tally = sum(0, within);
        Tally before = sum(within, Bands.within(2 * window.minutes()));
        return new GroupLevels(key, tally, before, trend(window, asOfMinute));
    }

    private List<Tally> trend(LiveWindow window, long asOfMinute) {
        if (slices.length == 0) {
            return List.of();
        }
        long[] @Nullable [] ring = slices[window.ordinal()];
        List<Tally> trend = new ArrayList<>(window.slices());
        long last = window.sliceOf(asOfMinute);
        for (long number = last - window.slices() + 1; number <= last; number++) {
            long[] counts = ring == null ? null : ring[Math.floorMod(number, ring.length)];
            trend.add(counts == null || counts[Tally.COUNTS] != number ? Tally.ZERO : Tally.of(counts));
        }
        return trend;
    }
}
