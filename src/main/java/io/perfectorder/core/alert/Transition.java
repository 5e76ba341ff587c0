package io.perfectorder.core.alert;

import java.time.Instant;

/** A change of an alert's state. */
public record Transition(String rule, AlertGroup group, Phase from, Phase to, Instant at, Evidence evidence) {
    /** Whether people are told: an alert begins to fire, or is resolved. */
    public boolean isTold() {
        return to == Phase.FIRING || to == Phase.RESOLVED;
    }
}
