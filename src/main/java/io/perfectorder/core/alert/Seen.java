package io.perfectorder.core.alert;

import io.perfectorder.core.snapshot.Snapshot;
import java.util.List;

/** What rules look at: a snapshot, and the orders at risk at about its instant. */
public record Seen(Snapshot snapshot, List<LateOrder> atRisk) {
    public Seen {
        atRisk = List.copyOf(atRisk);
    }
}
