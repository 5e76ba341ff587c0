package io.perfectorder.app;

import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.Dispatcher;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down for good when a bug stopped the evaluation of rules or the delivery of alerts. */
@Component("alerting")
class AlertingHealth implements HealthIndicator {
    private final AlertWatch watch;
    private final Dispatcher dispatcher;

    AlertingHealth(AlertWatch watch, Dispatcher dispatcher) {
        this.watch = watch;
        this.dispatcher = dispatcher;
    }

    @Override
    public Health health() {
        if (watch.broken()) {
            return Health.down()
                    .withDetail("reason", "a bug stopped the evaluation of alert rules")
                    .build();
        }
        return dispatcher.broken()
                ? Health.down()
                        .withDetail("reason", "a bug stopped the delivery of alerts")
                        .build()
                : Health.up().build();
    }
}
