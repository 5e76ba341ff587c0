package io.perfectorder.alerting;

import io.perfectorder.core.alert.Scope;
import reactor.core.publisher.Flux;

/** The port of what was counted in the past, as it is known now. */
public interface PastCells {
    /**
     * The cells of the panes that end in {@code (fromMinute, toMinute]}, in no order. Values that the scope does not tell apart are left
     * empty. When it is of customers they are named in the place of the channel, and of each customer those with the most orders due
     * are told, as many as have groups of their own.
     */
    Flux<PastCell> cells(long fromMinute, long toMinute, Scope scope);
}
