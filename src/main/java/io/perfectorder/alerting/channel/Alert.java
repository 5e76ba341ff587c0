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
 * @param link leads to the orders behind the number
 */
public record Alert(
        String fingerprint,
        RuleHead rule,
        AlertGroup group,
        Phase phase,
        Instant startsAt,
        Optional<Instant> endsAt,
        Evidence evidence,
        URI link) {}
