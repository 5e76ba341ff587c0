package io.perfectorder.pipeline;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/** Which of the processes on one database writes: one at a time, the others stand by. ADR 0082. */
public final class Leadership {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final LeaderLock lock;
    private final Scheduler time;
    private final Disposable.Swap campaign = Disposables.swap();
    private final Sinks.Many<Boolean> terms = Sinks.many().replay().latest();
    private volatile boolean leads;
    private boolean unreachable;

    /** {@code time} has one thread, for this alone. */
    public Leadership(LeaderLock lock, Scheduler time) {
        this.lock = lock;
        this.time = time;
    }

    /** Begins to ask for the lock, and goes on until {@link #resign}; tells whether the first asking was granted. */
    public Mono<Boolean> campaign() {
        return Mono.defer(() -> {
            campaign.update(Flux.defer(lock::hold)
                    .publishOn(time)
                    .doOnNext(this::become)
                    .doOnError(this::lost)
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).scheduler(time))
                    .subscribe(_ -> {}, failed -> LOG.error("event=campaign-ended", failed)));
            return terms.asFlux().next();
        });
    }

    /** Gives it up, so that another may have it at once. */
    public void resign() {
        campaign.dispose();
    }

    /** Whether this process leads, as far as it knows: one that was frozen may be the last to hear that it does not. */
    public boolean leads() {
        return leads;
    }

    /** Whether this process leads: what was asked last, then every change. */
    public Flux<Boolean> terms() {
        return terms.asFlux().distinctUntilChanged();
    }

    /** Completes when the store itself confirms that this process leads; else fails with {@link StoreUnavailable}. */
    public Mono<Void> confirmed() {
        return lock.confirmed();
    }

    private void become(boolean leader) {
        unreachable = false;
        if (leader && !leads) {
            LOG.info("event=leading");
        }
        leads = leader;
        terms.tryEmitNext(leader).orThrow();
    }

    private void lost(Throwable why) {
        if (leads) {
            LOG.warn("event=leadership-lost cause=\"{}\"", why.toString());
            become(false);
        } else if (!unreachable) {
            LOG.warn("event=leader-lock-unreachable cause=\"{}\"", why.toString());
        }
        unreachable = true;
    }
}
