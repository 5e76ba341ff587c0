package io.perfectorder.alerting;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The port of alert rules. */
public interface RuleStore {
    /** All of them, by id; those out of use included. */
    Mono<List<KeptRule>> all();

    /** Stores a rule, in the place of what had its id. */
    Mono<Void> save(KeptRule rule);

    /** Takes a rule out of use. */
    Mono<Void> delete(String id, Instant at);
}
