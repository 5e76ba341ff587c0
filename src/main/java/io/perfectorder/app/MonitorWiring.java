package io.perfectorder.app;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.ingest.FileImport;
import io.perfectorder.ingest.FileReplay;
import io.perfectorder.ingest.JsonEventEraser;
import io.perfectorder.ingest.Reception;
import io.perfectorder.ingest.Screen;
import io.perfectorder.pipeline.EventEraser;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.Journal;
import io.perfectorder.pipeline.LoopWatch;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.MonitorPolicy;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.SettledReadings;
import io.perfectorder.pipeline.VerdictHistory;
import io.perfectorder.storage.Database;
import io.perfectorder.storage.PostgresDeadLetters;
import io.perfectorder.storage.PostgresJournal;
import io.perfectorder.storage.PostgresLeaderLock;
import io.perfectorder.storage.PostgresReadings;
import io.perfectorder.storage.PostgresVerdictHistory;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The rooms of the house, wired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitorProperties.class)
class MonitorWiring {
    /** The facts of open orders may take an eighth of the heap in each of the two generations of the cache. */
    private static final long HEAP_SHARE_OF_FACTS = 8;

    private static final long BYTES_OF_CACHED_FACTS = 1_000;

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
        return raw -> switch (decoder.decodeStored(raw)) {
            case Decoded.Valid valid -> valid.incoming().event();
            case Decoded.Invalid invalid ->
                throw new IllegalStateException("the journal holds an event that cannot be read: "
                        + invalid.letter().detail());
        };
    }

    @Bean
    Database database(ConnectionFactory connections) {
        return new Database(connections);
    }

    @Bean
    EventEraser eventEraser() {
        return new JsonEventEraser();
    }

    @Bean
    Journal journal(Database database, EventReader reader, EventEraser eraser, PostgresLeaderLock lock) {
        return new PostgresJournal(database, reader, eraser, lock);
    }

    @Bean
    VerdictHistory verdictHistory(Database database) {
        return new PostgresVerdictHistory(database);
    }

    @Bean
    Readings readings(DatabaseClient database, EventReader reader, MonitorLoop loop) {
        return new SettledReadings(new PostgresReadings(database, reader), loop);
    }

    @Bean
    PostgresDeadLetters deadLetters(DatabaseClient database, MonitorLoop loop) {
        return new PostgresDeadLetters(database, letter -> loop.erased().entering(letter));
    }

    @Bean(destroyMethod = "dispose")
    Scheduler monitorLoopScheduler() {
        return Schedulers.newSingle("monitor-loop");
    }

    @Bean
    MonitorPolicy monitorPolicy(GraceByTier grace, MonitorProperties properties) {
        String fingerprint = new TreeMap<>(properties.tiers())
                .entrySet().stream()
                        .filter(tier -> !tier.getValue().grace().isZero())
                        .map(tier -> tier.getKey() + "=" + tier.getValue().grace())
                        .collect(Collectors.joining("\n", "1\n", ""));
        boolean eventTime = properties.clock() == MonitorProperties.Clock.EVENT_TIME;
        long cached = Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_FACTS / BYTES_OF_CACHED_FACTS;
        return new MonitorPolicy(grace, fingerprint, eventTime, Math.clamp(cached, 10_000, 5_000_000));
    }

    @Bean
    MonitorLoop monitorLoop(
            Journal journal,
            VerdictHistory history,
            MonitorPolicy policy,
            InstantSource wall,
            Scheduler monitorLoopScheduler,
            LoopWatch watch) {
        return new MonitorLoop(journal, history, policy, wall, monitorLoopScheduler, watch);
    }

    @Bean
    Targets targets(MonitorProperties properties) {
        Map<String, Map<Measure, Double>> byTier = new LinkedHashMap<>();
        properties.tiers().forEach((tier, policy) -> {
            Map<Measure, Double> targets = new EnumMap<>(Measure.class);
            policy.targets()
                    .forEach((key, target) -> Measure.ofKey(key).ifPresent(measure -> targets.put(measure, target)));
            byTier.put(tier, targets);
        });
        return new Targets(byTier);
    }

    /** Renders open pages whose session is free; never waits. */
    @Bean(destroyMethod = "dispose")
    Scheduler boardScheduler() {
        return Schedulers.newSingle("board");
    }

    /** Runs what waits for a disk: the reading of files, milliseconds a chunk. */
    @Bean(destroyMethod = "dispose")
    Scheduler blockingScheduler() {
        return Schedulers.newBoundedElastic(4, 100, "monitor-blocking");
    }

    @Bean
    FileImport fileImport(Reception reception, Scheduler blockingScheduler, InstantSource wall) {
        return new FileImport(reception, blockingScheduler, wall, Screen.standard());
    }

    @Bean
    FileReplay fileReplay(
            Reception reception,
            EventDecoder decoder,
            Scheduler blockingScheduler,
            Scheduler ingestScheduler,
            InstantSource wall) {
        return new FileReplay(reception, decoder, blockingScheduler, ingestScheduler, wall, Screen.standard());
    }
}
