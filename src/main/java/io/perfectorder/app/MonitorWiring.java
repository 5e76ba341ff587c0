package io.perfectorder.app;

import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.ingest.FileImport;
import io.perfectorder.ingest.Reception;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.storage.PostgresDeadLetters;
import io.perfectorder.storage.PostgresJournal;
import io.perfectorder.storage.PostgresReadings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The rooms of the house, wired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitorProperties.class)
class MonitorWiring {
    @Bean
    InstantSource instantSource() {
        return InstantSource.system();
    }

    @Bean
    GraceByTier graceByTier(MonitorProperties properties) {
        return tier -> {
            MonitorProperties.Tier policy = properties.tiers().get(tier);
            return policy == null ? Duration.ZERO : policy.grace();
        };
    }

    @Bean
    EventReader eventReader(EventDecoder decoder) {
        return raw -> switch (decoder.decode(raw, Instant.MAX, false)) {
            case Decoded.Valid valid -> valid.incoming().event();
            case Decoded.Invalid invalid ->
                throw new IllegalStateException("the journal holds an event that cannot be read: "
                        + invalid.letter().detail());
        };
    }

    @Bean
    Journal journal(DatabaseClient database, ReactiveTransactionManager transactions, EventReader reader) {
        return new PostgresJournal(database, TransactionalOperator.create(transactions), reader);
    }

    @Bean
    Readings readings(DatabaseClient database, EventReader reader) {
        return new PostgresReadings(database, reader);
    }

    @Bean
    DeadLetters deadLetters(DatabaseClient database) {
        return new PostgresDeadLetters(database);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler monitorLoopScheduler() {
        return Schedulers.newSingle("monitor-loop");
    }

    @Bean
    MonitorLoop monitorLoop(
            Journal journal,
            GraceByTier grace,
            InstantSource wall,
            MonitorProperties properties,
            Scheduler monitorLoopScheduler) {
        boolean eventTime = properties.clock() == MonitorProperties.Clock.EVENT_TIME;
        return new MonitorLoop(journal, grace, wall, eventTime, monitorLoopScheduler);
    }

    /** Runs what waits for a disk: the reading of files, milliseconds a chunk. */
    @Bean(destroyMethod = "dispose")
    Scheduler blockingScheduler() {
        return Schedulers.newBoundedElastic(4, 100, "monitor-blocking");
    }

    @Bean
    FileImport fileImport(Reception reception, Scheduler blockingScheduler, InstantSource wall) {
        return new FileImport(reception, blockingScheduler, wall, System.out);
    }
}
