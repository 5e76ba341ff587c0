package io.perfectorder.security;

import reactor.core.publisher.Mono;

/** Tells whose a key is. */
@FunctionalInterface
public interface KeyRing {
    /** Empty for a key that is unknown, revoked or past its time. */
    Mono<Caller> callerOf(String key);
}
