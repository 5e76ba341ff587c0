package io.perfectorder.app;

import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.Rules;
import io.perfectorder.pipeline.ErasureRun;
import io.perfectorder.pipeline.EventEraser;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.Trimming;
import io.perfectorder.security.Admitted;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresErasures;
import io.perfectorder.storage.PostgresTrimming;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The erasure of customers and the end of what is old, wired. */
@Configuration(proxyBeanMethods = false)
class ErasureWiring {
    /** Reads and changes events of those who are erased; never waits for anybody. */
    @Bean(destroyMethod = "dispose")
    Scheduler erasureScheduler() {
        return Schedulers.newSingle("erasure");
    }

    @Bean
    PostgresErasures erasures(Database database, EventReader reader, EventEraser eraser, Scheduler erasureScheduler) {
        return new PostgresErasures(database, reader, eraser, erasureScheduler);
    }

    @Bean
    Trimming trimming(Database database) {
        return new PostgresTrimming(database);
    }

    @Bean
    ErasureRun erasureRun(
            PostgresErasures erasures,
            MonitorLoop loop,
            AlertWatch watch,
            Rules rules,
            OrdersAtRisk atRisk,
            Admitted admitted,
            InstantSource wall,
            Scheduler erasureScheduler) {
        Mono<Void> othersForget = Mono.defer(watch::renew)
                .then(rules.reload())
                .then(Mono.fromRunnable(atRisk::changed))
                .then(Mono.defer(() -> admitted.refresh(wall.instant())));
        return new ErasureRun(erasures, loop, othersForget, erasureScheduler);
    }
}
