package io.perfectorder.alerting;

import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import java.time.Instant;
import java.util.Optional;

/**
 * A transition with the episode that it belongs to.
 *
 * @param startsAt when the alert began to fire: of a transition into or out of firing
 */
public record AlertChange(Transition transition, Optional<Instant> startsAt) {
    public AlertChange {
        boolean fired = transition.from() == Phase.FIRING || transition.to() == Phase.FIRING;
        if (fired != startsAt.isPresent()) {
            throw new IllegalArgumentException(
                    "startsAt: " + startsAt + " of a transition to " + transition.to() + " from " + transition.from());
        }
    }

    public AlertKey key() {
        return new AlertKey(transition.rule(), transition.group());
    }

    /** Empty while the alert did not fire. */
    public Optional<Episode> episode() {
        return startsAt.map(start -> new Episode(key().fingerprint(), start));
    }
}
