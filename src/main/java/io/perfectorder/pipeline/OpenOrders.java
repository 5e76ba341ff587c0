package io.perfectorder.pipeline;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The port for orders that lack a delivery or part of what was ordered. */
public interface OpenOrders {
    /**
     * Those in scope with a deadline in {@code (from, to]}: how many there are, and the {@code limit} whose deadline is nearest to
     * {@code now}.
     */
    Mono<Nearest> nearest(Map<GroupBy, Set<String>> scope, Instant from, Instant to, Instant now, int limit);

    /** Every event of these orders, by order, in order of acceptance. */
    Mono<Map<String, List<StoredEvent>>> eventsOf(Collection<String> orderIds);

    /** A part of the open orders. */
    record Nearest(long total, List<OrderRow> rows) {
        public Nearest {
            rows = List.copyOf(rows);
        }
    }
}
