package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.pipeline.StoreUnavailable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * A store that fails at random, before or after what was asked is done, and at which the process dies at random: then it never answers
 * again.
 */
final class CrashingAlerts implements AlertStore {
    private final AlertStore store;
    private final Random random;
    private final double chance;
    boolean crashed;
    int failures;

    CrashingAlerts(AlertStore store, Random random, double chance) {
        this.store = store;
        this.random = random;
        this.chance = chance;
    }

    private <T> Mono<T> moody(Mono<T> work) {
        return Mono.defer(() -> {
            if (crashed) {
                return Mono.never();
            }
            if (random.nextDouble() >= chance) {
                return work;
            }
            failures++;
            crashed = random.nextInt(3) == 0;
            Mono<T> answer = crashed ? Mono.never() : Mono.error(new StoreUnavailable("away"));
            return random.nextBoolean() ? work.then(answer) : answer;
        });
    }

    /** The process dies while a message is under way. */
    void crash() {
        crashed = true;
        failures++;
    }

    @Override
    public Mono<OpenedAlerts> open() {
        return moody(store.open());
    }

    @Override
    public Mono<Map<AlertKey, AlertStatus>> statuses() {
        return moody(store.statuses());
    }

    @Override
    public Mono<Void> record(long epoch, List<AlertChange> changes) {
        return moody(store.record(epoch, changes));
    }

    @Override
    public Mono<List<KeptChange>> undecided(int limit) {
        return moody(store.undecided(limit));
    }

    @Override
    public Mono<Void> decide(Collection<Long> transitions, List<Decision> decisions) {
        return moody(store.decide(transitions, decisions));
    }

    @Override
    public Mono<List<KeptDecision>> due(Instant now, Set<String> exceptChannels, int limit) {
        return moody(store.due(now, exceptChannels, limit));
    }

    @Override
    public Mono<Void> settle(List<Settlement> settlements) {
        return moody(store.settle(settlements));
    }

    @Override
    public Mono<List<Episode>> firing(int limit) {
        return moody(store.firing(limit));
    }

    @Override
    public Mono<List<EpisodeRecord>> episodes(Collection<Episode> episodes) {
        return moody(store.episodes(episodes));
    }

    @Override
    public Mono<Void> acknowledge(AlertAcknowledgement acknowledgement) {
        return store.acknowledge(acknowledgement);
    }

    @Override
    public Mono<List<KeptChange>> history(String rule, long before, int limit) {
        return store.history(rule, before, limit);
    }

    @Override
    public Mono<Episode> newestEpisode(String fingerprint) {
        return store.newestEpisode(fingerprint);
    }
}
