package io.perfectorder.app;

import io.perfectorder.alerting.AlertWatch;
import io.perfectorder.alerting.Dispatcher;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.alerting.declared.DeclaredAlerts;
import io.perfectorder.pipeline.Leadership;
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
import reactor.util.retry.Retry;

/**
 * Starts alerting after the loop has recovered, and stops it before the loop stops. Only the leader evaluates and tells; others show what it
 * has found. A process that ends after an import tells nobody.
 */
@Component
class AlertingLifecycle implements SmartLifecycle {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** How soon a rule that another process has changed is known here. */
    private static final Duration RELOAD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AlertingLifecycle.class);

    private final DeclaredAlerts declared;
    private final Rules rules;
    private final SilenceStore silences;
    private final AlertWatch watch;
    private final Dispatcher dispatcher;
    private final InstantSource wall;
    private final Leadership leadership;
    private final Scheduler alerting;
    private final boolean exits;
    private Disposable listening = Disposables.disposed();
    private volatile boolean running;

    AlertingLifecycle(
            DeclaredAlerts declared,
            Rules rules,
            SilenceStore silences,
            AlertWatch watch,
            Dispatcher dispatcher,
            InstantSource wall,
            Leadership leadership,
            Scheduler alertingScheduler,
            MonitorProperties properties) {
        this.declared = declared;
        this.rules = rules;
        this.silences = silences;
        this.watch = watch;
        this.dispatcher = dispatcher;
        this.wall = wall;
        this.leadership = leadership;
        this.alerting = alertingScheduler;
        this.exits = properties.exit();
    }

    @Override
    public void start() {
        boolean leads = leadership.leads();
        become(leads).block(LIMIT);
        Flux<Void> terms = leadership
                .terms()
                .skipWhile(term -> term == leads)
                .switchMap(term -> become(term).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, RETRY)));
        Flux<Void> reloads = Flux.interval(RELOAD, alerting)
                .onBackpressureDrop()
                .concatMap(_ -> rules.reload().onErrorComplete(), 0);
        listening = Flux.merge(terms, reloads)
                .subscribe(_ -> {}, failed -> LOG.error("event=alerting-does-not-follow-leadership", failed));
        running = true;
    }

    private Mono<Void> become(boolean leader) {
        if (exits) {
            return rules.load(declared.rules());
        }
        Mono<Void> loaded = leader
                ? rules.load(declared.rules()).then(silences.replaceDeclared(declared.silences(), wall.instant()))
                : rules.reload();
        return Mono.<Void>fromRunnable(this::rest).then(loaded).then(Mono.fromRunnable(() -> {
            if (leader) {
                watch.start();
                dispatcher.start();
            } else {
                watch.follow();
            }
        }));
    }

    private void rest() {
        dispatcher.stop();
        watch.stop();
    }

    @Override
    public void stop() {
        running = false;
        listening.dispose();
        rest();
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
