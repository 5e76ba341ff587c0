package io.perfectorder.pipeline;

import java.util.Arrays;
import java.util.Optional;

/** How a list of orders is sorted; the order id decides between equals, so that pages never overlap. */
public record OrderListSort(Column column, boolean descending) {
    /** The earliest deadline first. */
    public static final OrderListSort BY_DEADLINE = new OrderListSort(Column.DEADLINE, false);

    /** The sort of an address: the key of a column, with a minus before it when descending. */
    public static Optional<OrderListSort> parse(String text) {
        boolean descending = text.startsWith("-");
        return Column.ofKey(descending ? text.substring(1) : text).map(column -> new OrderListSort(column, descending));
    }

    /** The inverse of {@link #parse}. */
    public String text() {
        return (descending ? "-" : "") + column.key();
    }

    /** What a list can be sorted by. */
    public enum Column {
        DEADLINE("deadline"),
        ORDER("id"),
        CUSTOMER("customer"),
        TIER("tier"),
        REGION("region"),
        DISTRIBUTION_CENTRE("distributionCentre"),
        CARRIER("carrier");

        private final String key;

        Column(String key) {
            this.key = key;
        }

        /** The name in addresses. */
        public String key() {
            return key;
        }

        public static Optional<Column> ofKey(String key) {
            return Arrays.stream(values())
                    .filter(column -> column.key.equals(key))
                    .findFirst();
        }
    }
}
