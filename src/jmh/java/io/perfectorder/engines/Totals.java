package io.perfectorder.engines;

import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.testing.WorkloadCounts;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;

/** The ten counts of every group, added up over all minutes. */
final class Totals {
    static final int COUNTS = 10;

    private final Map<String, Tally> tallies = new TreeMap<>();

    /** Adds a pane's counts, or those of several. */
    void add(String dimension, String value, long[] counts) {
        add(
                dimension,
                value,
                new Tally(
                        counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7],
                        counts[8], counts[9]));
    }

    synchronized void add(String dimension, String value, Tally tally) {
        if (tally.due() != 0) {
            tallies.merge(dimension + " " + value, tally, Tally::plus);
        }
    }

    /** Throws unless every group of the four dimensions has the oracle's counts, and no other group is there. */
    void require(WorkloadCounts expected) {
        Map<String, Tally> right = new TreeMap<>();
        for (GroupBy by : EnumSet.of(GroupBy.TIER, GroupBy.REGION, GroupBy.DISTRIBUTION_CENTRE, GroupBy.CARRIER)) {
            expected.by(by).forEach((value, tally) -> right.put(by.key() + " " + value, tally));
        }
        if (!right.equals(tallies)) {
            right.forEach((group, tally) -> {
                if (!tally.equals(tallies.get(group))) {
                    System.err.println(group + ": " + tallies.get(group) + " should be " + tally);
                }
            });
            throw new IllegalStateException(
                    "the counts of " + tallies.size() + " groups are not the oracle's: no time counts");
        }
    }
}
