package io.perfectorder.pipeline;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The port of the lock that one process at a time has. */
public interface LeaderLock {
    /**
     * Asks for the lock until it is had, and then keeps it: false for each time it was asked for in vain, then true. Fails when the lock is
     * lost or cannot be asked for, and never completes. Whoever cancels gives it back.
     */
    Flux<Boolean> hold();

    /** Completes when the store itself says that this process has the lock now; else fails with {@link StoreUnavailable}. */
    Mono<Void> confirmed();
}
