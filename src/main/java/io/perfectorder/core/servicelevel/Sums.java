package io.perfectorder.core.servicelevel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running counts of one group: by band, and where it has trends by slice of each, too. A group of which all orders are in one band,
 * as most are where there are very many groups, takes little room.
 */
final class Sums {
    private static final LiveWindow[] WINDOWS = LiveWindow.values();

    private final String key;

    /** The counts of all bands, or of {@link #onlyBand} alone. */
    private long[] bands = new long[Counts.LENGTH];

    private int onlyBand;

    /** By window and slice number modulo the slices; the number itself stands behind the counts. Empty without trends. */
    private final long[] @Nullable [] @Nullable [] slices;

    /** How many combinations count here. */
    int combinations;

    Sums(String key, boolean withTrends) {
        this.key = key;
        slices = new long[withTrends ? WINDOWS.length : 0][][];
    }

    String key() {
        return key;
    }

    void add(int band, int met, int orders) {
        int place = placeOf(band);
        Counts.add(bands, place, met, orders);
    }

    /** One order meets the criteria of another mask now. */
    void move(int band, int from, int to) {
        int place = placeOf(band);
        Counts.move(bands, place, from, to);
    }

    /** Orders grow out of a band into the next one, or out of the last one. */
    void grow(int band, int met, int orders) {
        add(band, met, -orders);
        if (band + 1 < Bands.COUNT) {
            add(band + 1, met, orders);
        }
    }

    /** Where the counts of a band are to be added to; makes room for all bands when it must. */
    private int placeOf(int band) {
        if (bands.length > Counts.LENGTH) {
            return band * Counts.LENGTH;
        }
        if (band == onlyBand || Counts.areZero(bands, 0)) {
            onlyBand = band;
            return 0;
        }
        long[] only = bands;
        bands = new long[Bands.COUNT * Counts.LENGTH];
        System.arraycopy(only, 0, bands, onlyBand * Counts.LENGTH, Counts.LENGTH);
        return band * Counts.LENGTH;
    }

    /** Adds to the slices that hold the minute, of every trend that reaches it. */
    void addToTrends(TrendSlices at, int met, int orders) {
        for (int w = at.first(); w < slices.length; w++) {
            Counts.add(slice(w, at.number(w), at.place(w)), 0, met, orders);
        }
    }

    /** One order in those slices meets the criteria of another mask now. */
    void moveInTrends(TrendSlices at, int from, int to) {
        for (int w = at.first(); w < slices.length; w++) {
            Counts.move(slice(w, at.number(w), at.place(w)), 0, from, to);
        }
    }

    private long[] slice(int w, long number) {
        return slice(w, number, Math.floorMod(number, WINDOWS[w].slices()));
    }

    /** The counts of a slice; those of an older one that had its place are forgotten. */
    private long[] slice(int w, long number, int place) {
        long[] @Nullable [] ring = slices[w];
        if (ring == null) {
            ring = new long[WINDOWS[w].slices()][];
            slices[w] = ring;
        }
        long[] counts = ring[place];
        if (counts == null || counts[Counts.LENGTH] != number) {
            counts = new long[Counts.LENGTH + 1];
            counts[Counts.LENGTH] = number;
            ring[place] = counts;
        }
        return counts;
    }

    void clear() {
        Arrays.fill(bands, 0);
        Arrays.fill(slices, null);
    }

    /** Adds the counts of another group. */
    void fold(Sums other) {
        if (other.bands.length > Counts.LENGTH) {
            for (int band = 0; band < Bands.COUNT; band++) {
                foldBand(band, other.bands, band * Counts.LENGTH);
            }
        } else {
            foldBand(other.onlyBand, other.bands, 0);
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

    private void foldBand(int band, long[] more, int moreAt) {
        if (!Counts.areZero(more, moreAt)) {
            int place = placeOf(band);
            Counts.add(bands, place, more, moreAt);
        }
    }

    private void foldSlice(int w, long[] more) {
        int place = Math.floorMod(more[Counts.LENGTH], WINDOWS[w].slices());
        long[] @Nullable [] ring = slices[w];
        long[] there = ring == null ? null : ring[place];
        if (there == null || there[Counts.LENGTH] <= more[Counts.LENGTH]) {
            Counts.add(slice(w, more[Counts.LENGTH]), 0, more, 0);
        }
    }

    /** The orders due in the bands {@code from}, inclusive, to {@code to}, exclusive. */
    Tally sum(int from, int to) {
        long[] sum = new long[Counts.LENGTH];
        if (bands.length > Counts.LENGTH) {
            for (int band = from; band < to; band++) {
                Counts.add(sum, 0, bands, band * Counts.LENGTH);
            }
        } else if (from <= onlyBand && onlyBand < to) {
            Counts.add(sum, 0, bands, 0);
        }
        return Counts.tally(sum);
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

    // An index in memory, never stored.
    @SuppressWarnings("EnumOrdinal")
    private static int placeOf(LiveWindow window) {
        return window.ordinal();
    }

    private List<Tally> trend(LiveWindow window, long asOfMinute) {
        if (slices.length == 0) {
            return List.of();
        }
        long[] @Nullable [] ring = slices[placeOf(window)];
        List<Tally> trend = new ArrayList<>(window.slices());
        long last = window.sliceOf(asOfMinute);
        for (long number = last - window.slices() + 1; number <= last; number++) {
            long[] counts = ring == null ? null : ring[Math.floorMod(number, ring.length)];
            trend.add(counts == null || counts[Counts.LENGTH] != number ? Tally.ZERO : Counts.tally(counts));
        }
        return trend;
    }
}
