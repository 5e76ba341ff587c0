package io.perfectorder.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.perfectorder.pipeline.Leadership;
import io.perfectorder.pipeline.Trimming;
import io.perfectorder.security.Audit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Removes, in the leader and once an hour, what has been kept for as long as the configuration wants it: a few rows at a time. ADR 0093. */
@Component
class RetentionLifecycle implements SmartLifecycle {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int ROWS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(RetentionLifecycle.class);

    private final Audit audit;
    private final Trimming trimming;
    private final Leadership leadership;
    private final MonitorProperties properties;
    private final InstantSource wall;
    private final Scheduler time;
    private final Map<Trimming.Kept, Counter> trimmed = new EnumMap<>(Trimming.Kept.class);
    private Disposable running = Disposables.disposed();

    RetentionLifecycle(
            Audit audit,
            Trimming trimming,
            Leadership leadership,
            MonitorProperties properties,
            InstantSource wall,
            MeterRegistry meters,
            Scheduler alertingScheduler) {
        this.audit = audit;
        this.trimming = trimming;
        this.leadership = leadership;
        this.properties = properties;
        this.wall = wall;
        this.time = alertingScheduler;
        for (Trimming.Kept kept : Trimming.Kept.values()) {
            trimmed.put(
                    kept,
                    Counter.builder("perfect_order_trimmed")
                            .description("Rows that were removed because their retention was over")
                            .tag("kept", kept.key())
                            .register(meters));
        }
    }

    @Override
    public void start() {
        running = Flux.interval(FIRST, PERIOD, time)
                .onBackpressureDrop()
                .filter(_ -> leadership.leads())
                .concatMap(_ -> trimAudit().thenMany(trimAll()), 0)
                .subscribe(_ -> {}, failed -> LOG.error("event=retention-stopped", failed));
    }

    private Mono<Long> trimAudit() {
        return Mono.defer(() -> audit.trim(wall.instant().minus(properties.auditRetention())))
                .doOnNext(gone -> LOG.info("event=audit-trimmed entries={}", gone))
                .doOnError(failed -> LOG.warn("event=audit-not-trimmed cause=\"{}\"", failed.toString()))
                .onErrorComplete();
    }

    /** Everything that has a retention; how many rows of each kind are gone. */
    Flux<Long> trimAll() {
        return Flux.just(Trimming.Kept.values())
                .filter(kept -> !properties.retention().of(kept).isZero())
                .concatMap(kept -> trim(kept)
                        .doOnNext(gone -> LOG.info("event=trimmed kept={} rows={}", kept.key(), gone))
                        .doOnError(failed ->
                                LOG.warn("event=not-trimmed kept={} cause=\"{}\"", kept.key(), failed.toString()))
                        .onErrorComplete());
    }

    private Mono<Long> trim(Trimming.Kept kept) {
        Mono<Long> some = Mono.defer(() -> trimming.trim(
                        kept, wall.instant().minus(properties.retention().of(kept)), ROWS))
                .doOnNext(gone -> Objects.requireNonNull(trimmed.get(kept)).increment(gone));
        return some.expand(gone -> gone < ROWS ? Mono.empty() : some).reduce(0L, Long::sum);
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }

    @Override
    public int getPhase() {
        return 3;
    }
}
