package io.perfectorder.pipeline;

import reactor.core.publisher.Mono;

/**
 * The port of the verdict history: every verdict that was ever put in or taken out, on two time axes. It is written behind the
 * journal, in order, and can be derived again from the journal at any time.
 */
public interface VerdictHistory extends HistoryCells {
    /** What is stored. Everything of the history was judged by one policy: when it was another one, the history is emptied first. */
    Mono<HistoryState> open(String policy);

    /** Stores a chapter; all or nothing. Fails like {@link Journal#append} when another writer has opened the journal since. */
    Mono<Void> write(long epoch, HistoryChapter chapter);
}
