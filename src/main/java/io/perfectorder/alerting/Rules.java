package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertRule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules as the store has them, in memory. Every change goes to the store first. */
public final class Rules {
    private final RuleStore store;
    private final InstantSource wall;
    private volatile Book book = new Book(Map.of(), List.of());

    private record Book(Map<String, KeptRule> byId, List<KeptRule> inUse) {
        static Book of(List<KeptRule> all) {
            return new Book(
                    Map.copyOf(Rules.byId(all)),
                    all.stream()
                            .filter(KeptRule::inUse)
                            .sorted(Comparator.comparing(KeptRule::id))
                            .toList());
        }
    }

    public Rules(RuleStore store, InstantSource wall) {
        this.store = store;
        this.wall = wall;
    }

    /** Reads the store, and makes the rules that a file declares what they are there; those it no longer declares go out of use. */
    public Mono<Void> load(List<AlertRule> declared) {
        return store.all().flatMap(kept -> {
            Map<String, KeptRule> before = byId(kept);
            Set<String> ids = new HashSet<>();
            declared.forEach(rule -> ids.add(rule.head().id()));
            Mono<Void> saved = Flux.fromIterable(declared)
                    .filter(rule -> !isThere(before.get(rule.head().id()), rule))
                    .concatMap(rule -> store.save(kept(rule, Origin.FILE, "alerts.yaml")))
                    .then();
            Mono<Void> gone = Flux.fromIterable(kept)
                    .filter(rule -> rule.inUse() && rule.origin() == Origin.FILE && !ids.contains(rule.id()))
                    .concatMap(rule -> store.delete(rule.id(), now()))
                    .then();
            return saved.then(gone).then(reload());
        });
    }

    /** Those in use, by id. */
    public List<KeptRule> inUse() {
        return book.inUse();
    }

    /** A rule, in use or not. */
    public Optional<KeptRule> find(String id) {
        return Optional.ofNullable(book.byId().get(id));
    }

    /** Stores a rule; it is in use from the next evaluation on. */
    public Mono<Void> save(AlertRule rule, String by) {
        return Mono.defer(() -> store.save(kept(rule, Origin.API, by))).then(reload());
    }

    /** Takes a rule out of use; its alerts are resolved at the next evaluation. */
    public Mono<Void> delete(String id) {
        return Mono.defer(() -> store.delete(id, now())).then(reload());
    }

    /** Reads the store again, which another process may have changed. */
    public Mono<Void> reload() {
        return Mono.defer(store::all).doOnNext(all -> book = Book.of(all)).then();
    }

    private static boolean isThere(@Nullable KeptRule before, AlertRule rule) {
        return before != null
                && before.inUse()
                && before.origin() == Origin.FILE
                && before.rule().equals(rule);
    }

    private KeptRule kept(AlertRule rule, Origin origin, String by) {
        return new KeptRule(rule, origin, by, now(), Optional.empty());
    }

    private static Map<String, KeptRule> byId(List<KeptRule> rules) {
        Map<String, KeptRule> byId = new HashMap<>();
        rules.forEach(rule -> byId.put(rule.id(), rule));
        return byId;
    }

    private Instant now() {
        return wall.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
