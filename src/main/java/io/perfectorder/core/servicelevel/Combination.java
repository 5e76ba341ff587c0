package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.util.Comparator;

/** The values of one order in every dimension of the cube, which is all but the customer, and the groups that it counts in. */
final class Combination {
    static final Comparator<Combination> ORDER = Comparator.comparing((Combination c) -> c.tier)
            .thenComparing(c -> c.region)
            .thenComparing(c -> c.distributionCentre)
            .thenComparing(c -> c.carrier)
            .thenComparing(c -> c.channel);

    final String tier;
    final String region;
    final String distributionCentre;
    final String carrier;
    final String channel;

    /** A number that no other combination in use has. */
    final int id;

    final int hash;

    /** Orders in the panes of the cube; with none the combination is given up. */
    long orders;

    /** The tier and its pair with every other value. */
    final Sums[] groups;

    private final TrendCounts trends;

    Combination(Dimensions dimensions, int id, Sums[] groups, TrendCounts trends) {
        this.tier = dimensions.tier();
        this.region = dimensions.region();
        this.distributionCentre = dimensions.distributionCentre();
        this.carrier = dimensions.carrier();
        this.channel = dimensions.channel();
        this.id = id;
        this.hash = hash(dimensions);
        this.groups = groups;
        this.trends = trends;
    }

    static int hash(Dimensions d) {
        int hash = d.tier().hashCode();
        hash = 31 * hash + d.region().hashCode();
        hash = 31 * hash + d.distributionCentre().hashCode();
        hash = 31 * hash + d.carrier().hashCode();
        hash = 31 * hash + d.channel().hashCode();
        return hash * 0x9E3779B9;
    }

    Dimensions dimensions() {
        return new Dimensions(tier, region, distributionCentre, carrier, "", channel);
    }

    boolean is(Dimensions d) {
        return carrier.equals(d.carrier())
                && distributionCentre.equals(d.distributionCentre())
                && region.equals(d.region())
                && tier.equals(d.tier())
                && channel.equals(d.channel());
    }

    /** Whether both are of the same combination. */
    // What stayed the same is often the same object: see Judge.
    @SuppressWarnings("ReferenceEquality")
    static boolean alike(Dimensions one, Dimensions other) {
        return one == other || equal(one, other);
    }

    private static boolean equal(Dimensions one, Dimensions other) {
        return one.carrier().equals(other.carrier())
                && one.distributionCentre().equals(other.distributionCentre())
                && one.region().equals(other.region())
                && one.tier().equals(other.tier())
                && one.channel().equals(other.channel());
    }

    void count(int band, int met, int orders) {
        int cell = BandCounts.cell(met, band);
        for (Sums group : groups) {
            group.bands().add(cell, orders);
        }
    }

    /** One order meets the criteria of another mask now. */
    void move(int band, int from, int to) {
        count(band, from, -1);
        count(band, to, 1);
    }

    void countInTrends(TrendSlices at, int met, int orders) {
        trends.add(at, met, orders);
    }

    void moveInTrends(TrendSlices at, int from, int to) {
        trends.move(at, from, to);
    }
}
