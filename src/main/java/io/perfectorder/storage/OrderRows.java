package io.perfectorder.storage;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.pipeline.OrderRow;
import io.r2dbc.spi.Readable;

/** The columns of the verdict history that make a row of a list. */
final class OrderRows {
    /** The columns that are alike in the rows of one verdict, in the order of the index first. */
    static final String COLUMNS = "deadline_seconds, deadline_nanos, order_id, tier, region, distribution_centre,"
            + " carrier, customer, channel, met";

    private OrderRows() {}

    static OrderRow of(Readable row) {
        Dimensions dimensions = new Dimensions(
                Columns.textOf(row, "tier"),
                Columns.textOf(row, "region"),
                Columns.textOf(row, "distribution_centre"),
                Columns.textOf(row, "carrier"),
                Columns.textOf(row, "customer"),
                Columns.textOf(row, "channel"));
        return new OrderRow(
                Columns.textOf(row, "order_id"),
                new Verdict.Judged(
                        Columns.instantOf(row, "deadline").orElseThrow(), dimensions, Columns.intOf(row, "met")));
    }
}
