package io.perfectorder.pipeline;

import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The port for lists of orders of any length. With a known-at in the selection a list never changes while it is read. */
public interface OrderLists {
    Mono<Long> count(OrderList list);

    /** The rows from {@code offset} on, at most {@code limit}. */
    Mono<List<OrderRow>> page(OrderList list, long offset, int limit);

    /** All rows, as fast as they are taken, in memory that does not grow with their number. */
    Flux<OrderRow> all(OrderList list);

    /** How many orders have each mask of met criteria. */
    Mono<Map<Integer, Long>> verdicts(Selection selection);

    /** The values that a dimension has among the orders, the most frequent first, at most {@code limit}. */
    Mono<List<String>> values(Selection selection, GroupBy by, int limit);
}
