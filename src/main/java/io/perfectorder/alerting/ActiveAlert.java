package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Phase;
import java.util.Optional;

/** An alert that is pending or firing. */
public record ActiveAlert(AlertKey key, AlertStatus status) {
    /** Empty while it is pending. */
    public Optional<Episode> episode() {
        return status.phase() == Phase.FIRING
                ? Optional.of(new Episode(key.fingerprint(), status.since()))
                : Optional.empty();
    }
}
