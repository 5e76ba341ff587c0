package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import java.time.Instant;

/**
 * Tallies that change all the time: ten counts in five {@code long}s, two of 32 bits in each. A count is never below 0 and never above
 * the number of orders in the cube, which fits an {@code int}; so adding and subtracting whole {@code long}s is exact in both halves.
 */
final class Counts {
    /** How many {@code long}s make one tally. */
    static final int LENGTH = 5;

    /** What one order counts, by the mask of the criteria that it meets. */
    private static final long[][] OF_MET = ofMet();

    private Counts() {}

    private static long[][] ofMet() {
        Dimensions none = new Dimensions("", "", "", "", "", "");
        long[][] counts = new long[256][];
        for (int met = 0; met < counts.length; met++) {
            Tally one = Tally.of(new Verdict.Judged(Instant.EPOCH, none, met));
            counts[met] = new long[] {
                both(one.due(), one.delivered()),
                both(one.onTime(), one.inFull()),
                both(one.otif(), one.errorFree()),
                both(one.damageFree(), one.documentsRight()),
                both(one.perfect(), one.complained())
            };
        }
        return counts;
    }

    private static long both(long low, long high) {
        return high << Integer.SIZE | low;
    }

    /** Adds, at {@code at}, orders that meet the criteria of the mask; takes them out when {@code orders} is negative. */
    static void add(long[] counts, int at, int met, int orders) {
        long[] one = OF_MET[met];
        counts[at] += orders * one[0];
        counts[at + 1] += orders * one[1];
        counts[at + 2] += orders * one[2];
        counts[at + 3] += orders * one[3];
        counts[at + 4] += orders * one[4];
    }

    /** Moves one order that met the criteria of the one mask to those of the other. */
    static void move(long[] counts, int at, int from, int to) {
        long[] old = OF_MET[from];
        long[] fresh = OF_MET[to];
        counts[at] += fresh[0] - old[0];
        counts[at + 1] += fresh[1] - old[1];
        counts[at + 2] += fresh[2] - old[2];
        counts[at + 3] += fresh[3] - old[3];
        counts[at + 4] += fresh[4] - old[4];
    }

    static void add(long[] counts, int at, long[] more, int moreAt) {
        for (int i = 0; i < LENGTH; i++) {
            counts[at + i] += more[moreAt + i];
        }
    }

    static boolean areZero(long[] counts, int at) {
        return (counts[at] | counts[at + 1] | counts[at + 2] | counts[at + 3] | counts[at + 4]) == 0;
    }

    /** The orders in some bands, of counts that {@link BandCounts#cumulated} gave out. */
    static Tally between(long[] cumulated, int from, int to) {
        long[] counts = new long[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            counts[i] = cumulated[to * LENGTH + i] - cumulated[from * LENGTH + i];
        }
        return tally(counts);
    }

    static Tally tally(long[] counts) {
        if (areZero(counts, 0)) {
            return Tally.ZERO;
        }
        return new Tally(
                low(counts[0]),
                high(counts[0]),
                low(counts[1]),
                high(counts[1]),
                low(counts[2]),
                high(counts[2]),
                low(counts[3]),
                high(counts[3]),
                low(counts[4]),
                high(counts[4]));
    }

    private static long low(long both) {
        return both & 0xFFFF_FFFFL;
    }

    private static long high(long both) {
        return both >>> Integer.SIZE;
    }
}
