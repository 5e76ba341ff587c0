package io.perfectorder.pipeline;

import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The port for what to do next: orders that are not complete and whose deadline is near or past, ranked by service priority. */
public interface OrdersAtRisk {
    /** The newest list of all. */
    default Mono<AtRiskOrders> current() {
        return within(Map.of());
    }

    /**
     * The newest list of the orders with one of these values in each dimension that is named; it is computed again when it is older than
     * a second, once for all who ask.
     */
    Mono<AtRiskOrders> within(Map<GroupBy, Set<String>> scope);

    /** Forgets the newest list, so that whoever asks next sees what was just changed. */
    void changed();
}
