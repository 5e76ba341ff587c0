package io.perfectorder.pipeline;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** What the loop remembers, for those who change what is stored behind it. */
public interface LoopMemory {
    /** The erased customers that events are held against now. */
    ErasedCustomers erased();

    /** Begins to throw everything away and to read it again, as after a failure of the store. */
    Mono<Void> renew();

    /** Forgets these subjects but those that something under way touches; tells whether all are forgotten. */
    Mono<Boolean> forget(Collection<String> subjects);

    /** See {@link MonitorLoop#settled}. */
    Mono<Long> settled();
}
