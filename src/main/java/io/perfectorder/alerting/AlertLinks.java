package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Evidence;
import java.net.URI;
import java.time.Instant;

/** Where the orders behind an alert are shown. */
@FunctionalInterface
public interface AlertLinks {
    URI of(AlertRule rule, AlertGroup group, Evidence evidence, Instant at);
}
