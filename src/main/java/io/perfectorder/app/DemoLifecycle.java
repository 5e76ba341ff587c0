package io.perfectorder.app;

import io.perfectorder.ingest.Reception;
import io.perfectorder.ingest.simulator.DemoSource;
import io.perfectorder.pipeline.MonitorLoop;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Lets the simulator send once everything else has started. */
@Component
@ConditionalOnProperty("monitor.demo")
class DemoLifecycle implements SmartLifecycle {
    private final Reception reception;
    private final MonitorLoop loop;
    private final MonitorProperties properties;
    private final InstantSource wall;
    private final Scheduler scheduler = Schedulers.newSingle("demo");
    private @Nullable DemoSource source;

    DemoLifecycle(Reception reception, MonitorLoop loop, MonitorProperties properties, InstantSource wall) {
        this.reception = reception;
        this.loop = loop;
        this.properties = properties;
        this.wall = wall;
    }

    @Override
    public synchronized void start() {
        boolean resume = loop.current().accepted() > 0;
        DemoSource demo =
                new DemoSource(new DemoSource.Settings(properties.demoSeed(), properties.demoRate(), resume), wall);
        demo.start(scheduler, reception::receive);
        source = demo;
    }

    @Override
    public synchronized void stop() {
        if (source != null) {
            source.stop();
            source = null;
        }
        scheduler.dispose();
    }

    @Override
    public synchronized boolean isRunning() {
        return source != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
