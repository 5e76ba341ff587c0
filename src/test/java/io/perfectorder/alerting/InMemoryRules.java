package io.perfectorder.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import reactor.core.publisher.Mono;

/** Rules in memory. */
final class InMemoryRules implements RuleStore {
    private final Map<String, KeptRule> rules = new TreeMap<>();

    @Override
    public Mono<List<KeptRule>> all() {
        return Mono.fromSupplier(() -> List.copyOf(rules.values()));
    }

    @Override
    public Mono<Void> save(KeptRule rule) {
        return Mono.fromRunnable(() -> rules.put(rule.id(), rule));
    }

    @Override
    public Mono<Void> delete(String id, Instant at) {
        return Mono.fromRunnable(() -> rules.computeIfPresent(
                id,
                (_, rule) ->
                        new KeptRule(rule.rule(), rule.origin(), rule.changedBy(), rule.changedAt(), Optional.of(at))));
    }
}
