package io.perfectorder.core.order;

import java.time.Instant;

/**
 * What every event carries: its identity, the subject it speaks of and its event time. Ordered by (time, source, id), the order in
 * which the contract lets one correction win over another.
 */
public record EventHeader(EventIdentity identity, String subject, Instant time) implements Comparable<EventHeader> {
    @Override
    public int compareTo(EventHeader other) {
        int byTime = time.compareTo(other.time);
        return byTime != 0 ? byTime : identity.compareTo(other.identity);
    }
}
