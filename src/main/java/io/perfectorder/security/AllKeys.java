package io.perfectorder.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The keys of the configuration, tokens that a configured issuer has signed, and the keys of the store as it has them at this moment: a
 * revoked one is refused at once.
 */
public final class AllKeys implements KeyRing {
    private static final Duration USE_GAP = Duration.ofMinutes(1);

    private final ConfiguredKeys configured;
    private final MachineKeys stored;
    private final Optional<TokenReader> tokens;
    private final InstantSource wall;

    public AllKeys(ConfiguredKeys configured, MachineKeys stored, Optional<TokenReader> tokens, InstantSource wall) {
        this.configured = configured;
        this.stored = stored;
        this.tokens = tokens;
        this.wall = wall;
    }

    @Override
    public Mono<Answer> ask(String key) {
        Optional<Caller> known = configured.callerOf(key);
        if (known.isPresent()) {
            return Mono.just(new Answer.Known(known.get()));
        }
        return tokens.isPresent() && TokenReader.looksLikeOne(key)
                ? tokens.get().ask(key)
                : stored(key);
    }

    private Mono<Answer> stored(String key) {
        return Mono.defer(() -> {
            Instant now = wall.instant();
            return stored.find(KeyHash.of(key))
                    .filter(found -> found.liveAt(now))
                    .flatMap(found -> noted(found, now).thenReturn((Answer) new Answer.Known(found.caller())))
                    .defaultIfEmpty(UNKNOWN);
        });
    }

    /** That it was used is worth no refusal. */
    private Mono<Void> noted(MachineKey key, Instant now) {
        boolean fresh = key.usedAt()
                .filter(used -> Duration.between(used, now).compareTo(USE_GAP) < 0)
                .isPresent();
        return fresh ? Mono.empty() : stored.used(key.id(), now).onErrorComplete();
    }
}
