package io.perfectorder.app;

import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.Dispatcher;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.alerting.declared.DeclaredAlerts;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Starts alerting after the loop has recovered, and stops it before the loop stops. A process that ends after an import tells nobody. */
@Component
class AlertingLifecycle implements SmartLifecycle {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final DeclaredAlerts declared;
    private final Rules rules;
    private final SilenceStore silences;
    private final AlertWatch watch;
    private final Dispatcher dispatcher;
    private final InstantSource wall;
    private final boolean exits;
    private volatile boolean running;

    AlertingLifecycle(
            DeclaredAlerts declared,
            Rules rules,
            SilenceStore silences,
            AlertWatch watch,
            Dispatcher dispatcher,
            InstantSource wall,
            MonitorProperties properties) {
        this.declared = declared;
        this.rules = rules;
        this.silences = silences;
        this.watch = watch;
        this.dispatcher = dispatcher;
        this.wall = wall;
        this.exits = properties.exit();
    }

    @Override
    public void start() {
        rules.load(declared.rules()).block(LIMIT);
        silences.replaceDeclared(declared.silences(), wall.instant()).block(LIMIT);
        if (!exits) {
            watch.start();
            dispatcher.start();
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        dispatcher.stop();
        watch.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 2;
    }
}
