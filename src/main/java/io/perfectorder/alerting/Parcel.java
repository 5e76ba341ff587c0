package io.perfectorder.alerting;

import java.util.List;

/** What is told to one channel in one message. */
record Parcel(String channel, String groupKey, String route, List<DueDecision> told) {
    Parcel {
        told = List.copyOf(told);
    }
}
