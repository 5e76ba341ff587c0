package io.perfectorder.security;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The port of the keys of machines. */
public interface MachineKeys {
    /** The newest first. */
    Mono<List<MachineKey>> newest(int limit);

    Mono<Void> add(MachineKey key, KeyHash hash);

    /** Whatever its state; empty for a hash of no key. */
    Mono<MachineKey> find(KeyHash hash);

    /** The key as it was before; empty when there is none with this id that is not revoked. */
    Mono<MachineKey> revoke(String id, Instant now);

    Mono<Void> used(String id, Instant now);
}
