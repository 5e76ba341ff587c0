package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.snapshot.Snapshot;
import java.util.List;
import java.util.Map;

/**
 * What rules look at: a snapshot, and the orders at risk at about its instant.
 *
 * @param trends of groups that have none in the snapshot ({@link Scope#hasTrends}), for each rule by what it looks at; each is as
 *     {@link GroupLevels#trend}
 */
public record Seen(Snapshot snapshot, List<LateOrder> atRisk, Map<Watched, Map<AlertGroup, List<Tally>>> trends) {
    public Seen {
        atRisk = List.copyOf(atRisk);
        trends = Map.copyOf(trends);
    }

    /** Without trends but those of the snapshot. */
    public Seen(Snapshot snapshot, List<LateOrder> atRisk) {
        this(snapshot, atRisk, Map.of());
    }
}
