package io.perfectorder.alerting;

import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** The port of silences. */
public interface SilenceStore {
    /** Those that end after {@code now}, in the order in which they were made, at most 1,000. */
    Mono<List<Silence>> open(Instant now);

    /** Stores a silence, whose number is made up for it, and tells the number. */
    Mono<Long> add(Silence silence, Instant at);

    /** Ends a silence now; false when there is none with this number, or it has ended, or a file declares it. */
    Mono<Boolean> lift(long number, Instant now);

    /** Ends every silence that a file declared, and stores these in their place. */
    Mono<Void> replaceDeclared(List<Silence> silences, Instant now);
}
