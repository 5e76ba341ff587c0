package io.perfectorder.pipeline;

import reactor.core.publisher.Mono;

/** The port for what to do next: orders that are not complete and whose deadline is near or past, ranked by service priority. */
public interface OrdersAtRisk {
    /** The newest list; it is computed again when it is older than a second, once for all who ask. */
    Mono<AtRiskOrders> current();

    /** Forgets the newest list, so that whoever asks next sees what was just changed. */
    void changed();
}
