package io.perfectorder.app;

import io.perfectorder.pipeline.MonitorLoop;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Up while events are accepted and every number is complete; out of service in a process that stands by. Down for good when a bug stopped
 * the loop.
 */
@Component("monitor")
class MonitorHealth implements HealthIndicator {
    private final MonitorLoop loop;

    MonitorHealth(MonitorLoop loop) {
        this.loop = loop;
    }

    @Override
    public Health health() {
        if (loop.ready()) {
            return Health.up().withDetail("role", "leader").build();
        }
        if (loop.standsBy()) {
            return Health.outOfService().withDetail("role", "standby").build();
        }
        return Health.down()
                .withDetail("reason", loop.broken() ? "a bug stopped the loop" : "the journal is not available")
                .build();
    }
}
