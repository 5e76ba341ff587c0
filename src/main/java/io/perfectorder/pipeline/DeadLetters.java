package io.perfectorder.pipeline;

import java.util.List;
import reactor.core.publisher.Mono;

/** The port that keeps rejected events. */
public interface DeadLetters {
    /** Completes when the letters are durable; fails with {@link IntakeRefused} when the store is away. */
    Mono<Void> keep(List<DeadLetter> letters);
}
