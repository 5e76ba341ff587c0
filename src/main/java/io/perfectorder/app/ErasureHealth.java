package io.perfectorder.app;

import io.perfectorder.pipeline.ErasureRun;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down when a customer is to be erased and every attempt has failed for minutes. They go on, and events are accepted all the same. */
@Component("erasure")
class ErasureHealth implements HealthIndicator {
    /** A database that restarts or is taken over is back before. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ErasureRun run;

    ErasureHealth(ErasureRun run) {
        this.run = run;
    }

    @Override
    public Health health() {
        Duration failing = run.failing();
        return failing.compareTo(PATIENCE) > 0
                ? Health.down()
                        .withDetail("reason", "erasing customers fails")
                        .withDetail("minutes", failing.toMinutes())
                        .build()
                : Health.up().build();
    }
}
