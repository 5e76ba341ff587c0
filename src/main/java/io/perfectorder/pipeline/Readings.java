package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.Tally;
import java.util.List;
import java.util.SortedMap;
import reactor.core.publisher.Mono;

/** The port for reading what was counted: exact for every window, any instant of event time and of recorded time. */
public interface Readings {
    Mono<SortedMap<String, Tally>> tallies(Selection selection, GroupBy by);

    Mono<OrderPage> orders(OrderQuery query);

    /** Every event of a subject, in order of acceptance; empty when there is none. */
    Mono<List<StoredEvent>> eventsOf(String subject);

    /** The greatest recorded time in the journal, in microseconds since the epoch. */
    Mono<Long> lastRecordedMicros();
}
