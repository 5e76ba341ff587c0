package io.perfectorder.alerting;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody has an alert in hand while it fires this time.
 *
 * @param until empty: until it is resolved
 */
public record AlertAcknowledgement(Episode episode, String by, String note, Instant at, Optional<Instant> until) {
    public boolean holdsAt(Instant now) {
        return until.filter(end -> !end.isAfter(now)).isEmpty();
    }
}
