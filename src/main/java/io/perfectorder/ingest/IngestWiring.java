package io.perfectorder.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.MonitorClock;
import io.perfectorder.pipeline.MonitorLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The room of ingest, wired. */
@Configuration(proxyBeanMethods = false)
class IngestWiring {
    @Bean
    EventDecoder eventDecoder() {
        return new EventDecoder();
    }

    @Bean
    ProducerKey producerKey(
            @Value("${monitor.producer-key:}") String configured, @Value("${monitor.data-dir:./data}") Path dataDir)
            throws IOException {
        return ProducerKey.load(configured, dataDir);
    }

    /** Runs what follows a commit, and wakes chunks that were refused; never anything that blocks. */
    @Bean(destroyMethod = "dispose")
    Scheduler ingestScheduler() {
        return Schedulers.newParallel("ingest", Runtime.getRuntime().availableProcessors());
    }

    @Bean
    Reception reception(
            EventDecoder decoder,
            Intake intake,
            DeadLetters deadLetters,
            MonitorClock clock,
            InstantSource wall,
            MeterRegistry meters,
            Scheduler ingestScheduler) {
        return new Reception(decoder, intake, deadLetters, clock, wall, meters, ingestScheduler);
    }

    @Bean
    EventStream eventStream(Reception reception, Scheduler ingestScheduler) {
        return new EventStream(reception, ingestScheduler);
    }

    @Bean
    WholeBodies wholeBodies() {
        return new WholeBodies();
    }

    @Bean
    Door door(MonitorLoop loop, WholeBodies bodies, Scheduler ingestScheduler) {
        return new Door(() -> loop.figures().permitsTaken(), bodies::taken, ingestScheduler);
    }
}
