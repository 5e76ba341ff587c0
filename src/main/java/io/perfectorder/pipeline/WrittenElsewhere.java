package io.perfectorder.pipeline;

import reactor.core.publisher.Mono;

/** The port through which a process that stands by reads what the leader writes. It changes nothing. */
public interface WrittenElsewhere extends HistoryCells {
    /** What the history holds; fails with {@link StoreUnavailable} when it is judged by another policy. */
    Mono<HistoryState> history(String policy);

    /** How far the history is complete; fails like {@link #history}. */
    Mono<Progress> progress(String policy);

    /** The position of the last entry of the journal, 0 when there is none. */
    Mono<Long> endOfJournal();
}
