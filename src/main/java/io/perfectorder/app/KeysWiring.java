package io.perfectorder.app;

import io.perfectorder.security.Audit;
import io.perfectorder.security.MachineKeys;
import io.perfectorder.security.RateLimits;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresAudit;
import io.perfectorder.storage.PostgresMachineKeys;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of machines, and what is told of changes. */
@Configuration(proxyBeanMethods = false)
class KeysWiring {
    private static final double SECONDS = 60;

    @Bean
    MachineKeys machineKeys(Database database) {
        return new PostgresMachineKeys(database);
    }

    @Bean
    Audit audit(Database database) {
        return new PostgresAudit(database);
    }

    @Bean
    LimitFilter limitFilter(MonitorProperties properties, InstantSource wall) {
        MonitorProperties.Limits limits = properties.limits();
        return new LimitFilter(
                new RateLimits(limits.requestsPerSecond(), limits.requestsBurst(), wall),
                new RateLimits(limits.requestsPerSecond(), limits.requestsBurst(), wall),
                new RateLimits(limits.failuresPerMinute() / SECONDS, limits.failuresBurst(), wall));
    }

    @Bean
    AuditFilter auditFilter(Audit audit, InstantSource wall) {
        return new AuditFilter(audit, wall);
    }
}
