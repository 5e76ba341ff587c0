package io.perfectorder.app;

import io.perfectorder.pipeline.ErasureRun;
import io.perfectorder.pipeline.Leadership;
import io.perfectorder.pipeline.MonitorLoop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Erases, in the leader, whoever is to be erased: asked for here or at another process, or left by a process that died over it. */
@Component
class ErasureLifecycle implements SmartLifecycle {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(ErasureLifecycle.class);

    private final ErasureRun run;
    private final Leadership leadership;
    private final MonitorLoop loop;
    private final Scheduler time;
    private Disposable running = Disposables.disposed();

    ErasureLifecycle(ErasureRun run, Leadership leadership, MonitorLoop loop, Scheduler erasureScheduler) {
        this.run = run;
        this.leadership = leadership;
        this.loop = loop;
        this.time = erasureScheduler;
    }

    @Override
    public void start() {
        running = Flux.interval(PERIOD, time)
                .onBackpressureDrop()
                .filter(_ -> leadership.leads() && loop.ready())
                .concatMap(
                        _ -> run.next()
                                .doOnError(failed ->
                                        LOG.warn("event=erasure-goes-on-later cause=\"{}\"", failed.toString()))
                                .onErrorComplete(),
                        0)
                .subscribe(_ -> {}, failed -> LOG.error("event=erasures-stopped", failed));
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
