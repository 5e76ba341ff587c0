package io.perfectorder.pipeline;

import io.perfectorder.core.priority.Product;
import java.util.List;
import reactor.core.publisher.Mono;

/** The port of the products and how they are ranked. */
public interface Products {
    Mono<List<Product>> all();

    /** Replaces the whole list, all or nothing. */
    Mono<Void> replace(List<Product> products);
}
