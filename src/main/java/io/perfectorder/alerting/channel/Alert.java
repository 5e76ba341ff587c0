package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.RuleHead;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One alert in a message. Together with {@code startsAt} and {@code phase} the fingerprint is the stable key by which a receiver knows
 * what it was told before.
 *
 * @param telling which telling of the episode it is: the same for each try of it, another for each reminder
 * @param link leads to the orders behind the number
 * @param take leads to where it is taken in hand
 */
public record Alert(
        String fingerprint,
        RuleHead rule,
        AlertGroup group,
        Phase phase,
        Instant startsAt,
        Optional<Instant> endsAt,
        Evidence evidence,
        String telling,
        URI link,
        URI take) {
    /** Whether there is something to take in hand. */
    boolean firing() {
        return phase == Phase.FIRING;
    }
}
