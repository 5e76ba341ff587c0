package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertRule;
import java.time.Instant;
import java.util.Optional;

/**
 * A rule as it is kept.
 *
 * @param deletedAt when it was taken out of use; empty while it is in use
 */
public record KeptRule(
        AlertRule rule, Origin origin, String changedBy, Instant changedAt, Optional<Instant> deletedAt) {
    public String id() {
        return rule.head().id();
    }

    public boolean inUse() {
        return deletedAt.isEmpty();
    }
}
