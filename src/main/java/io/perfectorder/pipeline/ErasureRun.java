package io.perfectorder.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Erases the customers that somebody asked to erase, in the leader, beside the intake, in small steps. First the loop is made to know the
 * pseudonym, so that nothing new comes in under the id; then what is there is changed, order by order; at last the verdicts are renamed at
 * once, and what else names the customer. A run that is cut off begins again. ADR 0092.
 */
public final class ErasureRun {
    private static final int ORDERS = 200;
    private static final Duration FORGET_PERIOD = Duration.ofMillis(5);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long NEVER = Long.MIN_VALUE;
    private static final Logger LOG = LoggerFactory.getLogger(ErasureRun.class);

    private final ErasureStore store;
    private final LoopMemory loop;
    private final Mono<Void> othersForget;
    private final Scheduler time;
    private volatile long failingSince = NEVER;

    /** {@code othersForget}: makes whoever remembers names besides the loop read them again. */
    public ErasureRun(ErasureStore store, LoopMemory loop, Mono<Void> othersForget, Scheduler time) {
        this.store = store;
        this.loop = loop;
        this.othersForget = othersForget;
        this.time = time;
    }

    /** Erases whom somebody has asked to erase since, and what came late of the orders of others. */
    public Mono<Void> next() {
        return store.pending()
                .flatMapIterable(pending -> pending)
                .concatMap(this::erase)
                .then(sweep())
                .doOnSuccess(_ -> failingSince = NEVER)
                .doOnError(_ -> failingSince = failingSince == NEVER ? time.now(TimeUnit.MILLISECONDS) : failingSince);
    }

    /** For how long every attempt has failed; zero when the last one went well. */
    public Duration failing() {
        long since = failingSince;
        return since == NEVER ? Duration.ZERO : Duration.ofMillis(time.now(TimeUnit.MILLISECONDS) - since);
    }

    private Mono<Void> erase(ErasureStore.Pending customer) {
        return inForce(customer)
                .then(scan(customer, 0).then(sweep()))
                .then(Mono.defer(loop::settled))
                .then(Mono.defer(() -> store.renameInHistory(customer)))
                .then(othersForget)
                .then(Mono.defer(() -> store.renameElsewhere(customer, loop.erased())))
                .then(othersForget)
                .then(Mono.defer(() -> store.finish(customer)))
                .doOnSuccess(_ -> LOG.info("event=customer-erased pseudonym={}", customer.pseudonym()));
    }

    /** From then on the customer has the pseudonym for every event that is taken. */
    private Mono<Void> inForce(ErasureStore.Pending customer) {
        Mono<Boolean> known = Mono.fromSupplier(() -> loop.erased().holds(customer.customer()));
        Mono<Boolean> renewed = Mono.defer(loop::renew)
                .then(Mono.defer(loop::settled)
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE).scheduler(time)))
                .timeout(PATIENCE, time)
                .then(known);
        return known.flatMap(already -> already ? Mono.just(true) : renewed)
                .filter(holds -> holds)
                .switchIfEmpty(Mono.error(() -> new StoreUnavailable("the erasure is not in force yet")))
                .then();
    }

    private Mono<Void> scan(ErasureStore.Pending customer, long from) {
        return Mono.defer(() -> store.scan(customer, from))
                .expand(reached -> store.scan(customer, reached))
                .then();
    }

    private Mono<Void> sweep() {
        return sweepSome().expand(_ -> sweepSome()).then();
    }

    /** Empty when there was nothing to sweep. What touches an order meanwhile is under way no more when its events are changed. */
    private Mono<List<String>> sweepSome() {
        return Mono.defer(() -> store.unswept(ORDERS))
                .filter(orders -> !orders.isEmpty())
                .delayUntil(orders -> Mono.fromRunnable(() -> loop.erased().add(orders))
                        .then(forget(orders))
                        .then(Mono.defer(() -> store.sweep(orders, loop.erased())))
                        .then(forget(orders)));
    }

    /** Completes once nothing under way touches what was known of these orders. */
    private Mono<Void> forget(List<String> orders) {
        return Mono.defer(() -> loop.forget(orders))
                .filter(gone -> gone)
                .repeatWhenEmpty(asked -> asked.delayElements(FORGET_PERIOD, time))
                .then();
    }
}
