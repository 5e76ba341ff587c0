package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Evidence;
import java.net.URI;
import java.time.Instant;

/** Where a message leads. */
public interface AlertLinks {
    /** Where the orders behind an alert are shown. */
    URI of(AlertRule rule, AlertGroup group, Evidence evidence, Instant at);

    /** Where an alert is taken in hand. */
    URI toTake(String fingerprint);
}
