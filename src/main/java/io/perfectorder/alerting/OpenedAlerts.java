package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertStatus;
import java.util.Map;

/**
 * What a writer finds when it opens the alerts.
 *
 * @param epoch to be named with every write; an older one is refused
 * @param statuses of the alerts that are pending or firing
 */
public record OpenedAlerts(long epoch, Map<AlertKey, AlertStatus> statuses) {
    public OpenedAlerts {
        statuses = Map.copyOf(statuses);
    }
}
