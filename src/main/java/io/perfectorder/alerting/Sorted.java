package io.perfectorder.alerting;

import java.util.List;

/** What the stages make of the decisions that are due: those that come to nothing, and messages. */
record Sorted(List<Settlement> settled, List<Parcel> parcels) {
    Sorted {
        settled = List.copyOf(settled);
        parcels = List.copyOf(parcels);
    }
}
