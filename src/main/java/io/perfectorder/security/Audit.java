package io.perfectorder.security;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The port of the audit: it only grows, until its retention is over. */
public interface Audit {
    /** Completes when the entry is stored. */
    Mono<Void> add(AuditEntry entry);

    /** Those with a number below {@code before}, the newest first. */
    Mono<List<Kept>> newest(long before, int limit);

    /** All that are there when this begins, the oldest first. */
    Flux<Kept> all();

    /** Removes what is older; tells how many that were. */
    Mono<Long> trim(Instant olderThan);

    /** An entry with the number that it was given. */
    record Kept(long number, AuditEntry entry) {}
}
