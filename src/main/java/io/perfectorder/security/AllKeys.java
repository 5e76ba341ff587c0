package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** The keys of the configuration, and those of the store as it has them at this moment: a revoked one is refused at once. */
public final class AllKeys implements KeyRing {
    private static final Duration USE_GAP = Duration.ofMinutes(1);

    private final ConfiguredKeys configured;
    private final MachineKeys stored;
    private final InstantSource wall;

    public AllKeys(ConfiguredKeys configured, MachineKeys stored, InstantSource wall) {
        this.configured = configured;
        this.stored = stored;
        this.wall = wall;
    }

    @Override
    public Mono<Caller> callerOf(String key) {
        return Mono.justOrEmpty(configured.callerOf(key)).switchIfEmpty(Mono.defer(() -> {
            Instant now = wall.instant();
            return stored.find(KeyHash.of(key))
                    .filter(found -> found.liveAt(now))
                    .flatMap(found -> noted(found, now).thenReturn(found.caller()));
        }));
    }

    /** That it was used is worth no refusal. */
    private Mono<Void> noted(MachineKey key, Instant now) {
        boolean fresh = key.usedAt()
                .filter(used -> Duration.between(used, now).compareTo(USE_GAP) < 0)
                .isPresent();
        return fresh ? Mono.empty() : stored.used(key.id(), now).onErrorComplete();
    }
}
