package io.perfectorder.pipeline;

import io.perfectorder.core.order.EventIdentity;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.VerdictChange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The port of the durable journal. One writer at a time; every publisher starts work at subscription. */
public interface Journal {
    /** Reads where the journal stands; panes that end at or before {@code horizonMinute} are left out of the cube. */
    Mono<JournalState> open(long horizonMinute);

    /** Those of the identities that are in the journal already. */
    Mono<Set<EventIdentity>> known(Collection<EventIdentity> identities);

    /** The facts of the subjects; a subject without any is not in the map. */
    Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects);

    /** Stores entries and verdict changes in one transaction, at the recorded time of the entries. */
    Mono<Void> append(List<JournalEntry> entries, List<VerdictChange> changes);
}
