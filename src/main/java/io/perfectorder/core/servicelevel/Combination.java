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

    /** The total and the groups of every dimension and pair. */
    final Sums[] groups;

    /** The total and the tier, which have trends. */
    final Sums[] withTrends;

    Combination(Dimensions dimensions, int id, Sums[] groups, Sums[] withTrends) {
        this.tier = dimensions.tier();
        this.region = dimensions.region();
        this.distributionCentre = dimensions.distributionCentre();
        this.carrier = dimensions.carrier();
        this.channel = dimensions.channel();
        this.id = id;
        this.hash = hash(dimensions);
        this.groups = groups;
        this.withTrends = withTrends;
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

    void count(int band, int met, long more) {
        for (Sums group : groups) {
            group.add(band, met, more);
        }
    }

    void countInTrends(long minute, long asOfMinute, int met, long more) {
        for (Sums group : withTrends) {
            group.addToTrends(minute, asOfMinute, met, more);
        }
    }
}
