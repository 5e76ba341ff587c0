package io.perfectorder.pipeline;

import io.perfectorder.core.verdict.OrderFacts;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The port of the durable journal: append-only, the identity of events unique over all of it. One writer at a time, held to it by an
 * epoch: whoever opens the journal shuts out every writer before it. Every publisher starts work at subscription.
 */
public interface Journal {
    /**
     * Makes the caller the one writer. When it completes, every append of an earlier epoch has either been committed or never will
     * be.
     */
    Mono<JournalHead> open();

    /**
     * Stores those entries whose identity is not in the journal yet; of several with one identity the first. Completes, once
     * they are durable, with a bit for each entry that was stored. Several appends may be under way and may commit in any order; those that
     * hold the same identity may not: then the later one waits, and may fail. Fails without having stored anything when another writer
     * has opened the journal since.
     *
     * @param epoch that of the {@link JournalHead}
     * @param doubtful the entries whose identity may be in the journal already, for all that the caller knows; to be wrong about the others
     *     costs time and nothing else
     */
    Mono<BitSet> append(long epoch, List<JournalEntry> entries, BitSet doubtful);

    /** The facts of the subjects from the entries up to a position; a subject without any is not in the map. */
    Mono<Map<String, OrderFacts>> factsOf(Collection<String> subjects, long upToPosition);

    /** At most {@code limit} entries after a position, in order of position. */
    Mono<List<JournalEntry>> after(long position, int limit);
}
