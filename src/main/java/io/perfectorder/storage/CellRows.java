package io.perfectorder.storage;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.pipeline.ScopedCells.Cell;
import io.r2dbc.spi.Readable;

/** Rows of the verdict history, added up cell by cell: pieces of a query, and what it answers. */
final class CellRows {
    static final String SELECTED = """
            select deadline_seconds / 60 + case when deadline_seconds % 60 > 0 or deadline_nanos > 0 then 1 else 0 end as minute,
                tier, region, distribution_centre, carrier, channel, met, sum(sign) as orders
            from verdict_history
            """;
    static final String ADDED_UP = " group by 1, 2, 3, 4, 5, 6, 7 having sum(sign) <> 0";

    private CellRows() {}

    static Cell of(Readable row) {
        Dimensions dimensions = new Dimensions(
                Columns.textOf(row, "tier"),
                Columns.textOf(row, "region"),
                Columns.textOf(row, "distribution_centre"),
                Columns.textOf(row, "carrier"),
                "",
                Columns.textOf(row, "channel"));
        return new Cell(
                dimensions,
                Columns.longOf(row, "minute"),
                Columns.intOf(row, "met"),
                Math.toIntExact(Columns.longOf(row, "orders")));
    }
}
