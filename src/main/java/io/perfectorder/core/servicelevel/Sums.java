package io.perfectorder.core.servicelevel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The running counts of one group: by band, and where it has trends by slice of each, too. */
final class Sums {
    private static final LiveWindow[] WINDOWS = LiveWindow.values();

    private final String key;
    private final int number;
    private final BandCounts bands = new BandCounts();
    private final @Nullable TrendCounts trends;

    /** How many combinations count here. */
    int combinations;

    /** A sum of others, which no order counts in by itself, without trends. */
    Sums(String key) {
        this(key, null);
    }

    /** The same with trends, or null for none. */
    Sums(String key, @Nullable TrendCounts trends) {
        this(key, trends, -1);
    }

    /** {@code number}: by which {@link Groups} finds its bands. */
    Sums(String key, @Nullable TrendCounts trends, int number) {
        this.key = key;
        this.number = number;
        this.trends = trends;
    }

    String key() {
        return key;
    }

    int number() {
        return number;
    }

    BandCounts bands() {
        return bands;
    }

    void clear() {
        bands.clear();
        if (trends != null) {
            trends.clear();
        }
    }

    /** Adds the counts of another group; those of trends where both have them. */
    void fold(Sums other) {
        bands.add(other.bands);
        if (trends != null && other.trends != null) {
            trends.add(other.trends);
        }
    }

    long due(LiveWindow window) {
        return bands.dueWithin(Bands.within(window.minutes()));
    }

    /** The levels of every window, in order of {@link LiveWindow}. */
    List<GroupLevels> levels(long asOfMinute) {
        long[] sums = bands.cumulated();
        List<GroupLevels> levels = new ArrayList<>(WINDOWS.length);
        for (int w = 0; w < WINDOWS.length; w++) {
            long minutes = WINDOWS[w].minutes();
            int within = Bands.within(minutes);
            Tally tally = Counts.between(sums, 0, within);
            Tally before = Counts.between(sums, within, Bands.within(2 * minutes));
            levels.add(new GroupLevels(key, tally, before, trends == null ? List.of() : trends.tallies(w, asOfMinute)));
        }
        return levels;
    }
}
