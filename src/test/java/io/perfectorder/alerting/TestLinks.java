package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.AlertRule;
import io.perfectorder.core.alert.Evidence;
import java.net.URI;
import java.time.Instant;

/** Links to a board that there is not. */
final class TestLinks implements AlertLinks {
    private static final URI BOARD = URI.create("https://monitor.example/");

    @Override
    public URI of(AlertRule rule, AlertGroup group, Evidence evidence, Instant at) {
        return BOARD;
    }

    @Override
    public URI toTake(String fingerprint) {
        return BOARD.resolve(fingerprint);
    }
}
