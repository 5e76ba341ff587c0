package io.perfectorder.pipeline;

import java.util.List;

/** A page of orders with the count of all of them. {@code more} tells whether rows follow. */
public record OrderPage(long total, List<OrderRow> rows, boolean more) {
    public OrderPage {
        rows = List.copyOf(rows);
    }
}
