package io.perfectorder.pipeline;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The port at which customers are asked to be erased; the leader does it, see {@link ErasureRun}. */
public interface Erasures {
    /**
     * Remembers that the customer is to be erased, and what will stand for it. Who asks again, by id, has it done once more; who asks by
     * pseudonym is shown what was done.
     */
    Mono<Erasure> ask(String customer, String by, Instant at);

    /** What became of it; empty when nobody asked. */
    Mono<Erasure> find(String pseudonym);

    /** The newest first. */
    Mono<List<Erasure>> newest(int limit);
}
