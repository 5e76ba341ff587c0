package io.perfectorder.app;

import io.perfectorder.pipeline.Leadership;
import io.perfectorder.security.Audit;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Removes, in the leader and once an hour, what has been kept for as long as the configuration wants it. */
@Component
class RetentionLifecycle implements SmartLifecycle {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(RetentionLifecycle.class);

    private final Audit audit;
    private final Leadership leadership;
    private final Duration kept;
    private final InstantSource wall;
    private final Scheduler time;
    private Disposable running = Disposables.disposed();

    RetentionLifecycle(
            Audit audit,
            Leadership leadership,
            MonitorProperties properties,
            InstantSource wall,
            Scheduler alertingScheduler) {
        this.audit = audit;
        this.leadership = leadership;
        this.kept = properties.auditRetention();
        this.wall = wall;
        this.time = alertingScheduler;
    }

    @Override
    public void start() {
        running = Flux.interval(FIRST, PERIOD, time)
                .onBackpressureDrop()
                .filter(_ -> leadership.leads())
                .concatMap(_ -> trim(), 0)
                .subscribe(_ -> {}, failed -> LOG.error("event=retention-stopped", failed));
    }

    private Mono<Long> trim() {
        return Mono.defer(() -> audit.trim(wall.instant().minus(kept)))
                .doOnNext(gone -> LOG.info("event=audit-trimmed entries={}", gone))
                .doOnError(failed -> LOG.warn("event=audit-not-trimmed cause=\"{}\"", failed.toString()))
                .onErrorComplete();
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
