package io.perfectorder.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.Intake;
import io.perfectorder.pipeline.MonitorClock;
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

    @Bean(destroyMethod = "dispose")
    Scheduler ingestTimer() {
        return Schedulers.newSingle("ingest-timer");
    }

    @Bean
    Reception reception(
            EventDecoder decoder,
            Intake intake,
            DeadLetters deadLetters,
            MonitorClock clock,
            InstantSource wall,
            MeterRegistry meters) {
        return new Reception(decoder, intake, deadLetters, clock, wall, meters);
    }
}
