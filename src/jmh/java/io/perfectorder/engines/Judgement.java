package io.perfectorder.engines;

import java.io.Serializable;
import java.util.List;

/** What one order counts: the minute of its deadline, its four groups, and a mask of the criteria that it meets. */
public record Judgement(String tier, String region, String centre, String carrier, long minute, int met)
        implements Serializable {
    static final int DELIVERED = 1;
    static final int ON_TIME = 2;
    static final int IN_FULL = 4;
    static final int DAMAGE_FREE = 8;
    static final int DOCUMENTS_RIGHT = 16;
    static final int COMPLAINED = 32;

    /** One change for each group's pane: in with {@code orders} 1, out with -1. */
    void addTo(List<PaneDelta> deltas, int orders) {
        deltas.add(new PaneDelta("tier", tier, minute, met, orders));
        deltas.add(new PaneDelta("region", region, minute, met, orders));
        deltas.add(new PaneDelta("distributionCentre", centre, minute, met, orders));
        deltas.add(new PaneDelta("carrier", carrier, minute, met, orders));
    }
}
