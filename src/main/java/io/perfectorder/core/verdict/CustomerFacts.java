package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderEvent;
import java.util.Optional;

/** What the events of one customer mean. A later registration replaces an earlier one as a whole. */
public final class CustomerFacts {
    private CustomerFacts() {}

    /**
     * The tier in the greatest (time, source, id) registration that is not retracted; empty when that one names
     * none.
     */
    public static Optional<String> tierOf(OrderFacts factsOfCustomerSubject) {
        OrderEvent.CustomerRegistered last =
                Counting.of(factsOfCustomerSubject.events()).registration();
        return last == null ? Optional.empty() : Optional.ofNullable(last.tier());
    }
}
