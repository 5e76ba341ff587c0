package io.perfectorder.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** The port of what people have in hand. */
public interface Acknowledgements {
    /** Writes one for each order, all or none. */
    Mono<Void> add(Collection<String> orderIds, String by, String note);

    /** All of one order, the newest first, at most 100. */
    Mono<List<Acknowledgement>> of(String orderId);

    /** The newest of each order that has one. */
    Mono<Map<String, Acknowledgement>> newest(Collection<String> orderIds);
}
