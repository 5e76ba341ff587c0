package io.perfectorder.storage;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.pipeline.ScopedCells.Cell;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rows of the verdict history, added up cell by cell: pieces of a query, and what it answers. */
final class CellRows {
    private static final String VALUES = "tier, region, distribution_centre, carrier, channel";
    private static final String MINUTE =
            "deadline_seconds / 60 + case when deadline_seconds % 60 > 0 or deadline_nanos > 0 then 1 else 0 end";

    /** A row a cell; a condition comes between this and {@link #ADDED_UP}. */
    static final String SELECTED =
            "select " + VALUES + ", " + MINUTE + " as minute, met, sum(sign) as orders from verdict_history";

    static final String ADDED_UP = " group by " + VALUES + ", minute, met having sum(sign) <> 0";

    /**
     * A row for all orders of the same values, with the minute, the mask and the sign of each in a row of bytes: a driver decodes a column
     * of a row, and an element of an array, in microseconds. A condition comes between this and {@link #PACKED}.
     */
    static final String SELECTED_PACKED = "select " + VALUES + ", string_agg(int8send(" + MINUTE
            + ") || int2send(met) || int2send(sign), ''::bytea) as packed from verdict_history";

    static final String PACKED = " group by " + VALUES;

    private static final int MASK_BITS = 8;

    private CellRows() {}

    static Cell of(Readable row) {
        return new Cell(
                dimensionsOf(row),
                Columns.longOf(row, "minute"),
                Columns.intOf(row, "met"),
                Math.toIntExact(Columns.longOf(row, "orders")));
    }

    /** The cells of a packed row. */
    static List<Cell> unpacked(Readable row) {
        ByteBuffer packed = Objects.requireNonNull(row.get("packed", ByteBuffer.class));
        Map<Long, Integer> sums = new HashMap<>();
        while (packed.hasRemaining()) {
            long minute = packed.getLong();
            int met = packed.getShort();
            sums.merge(minute << MASK_BITS | met, (int) packed.getShort(), Integer::sum);
        }
        Dimensions dimensions = dimensionsOf(row);
        List<Cell> cells = new ArrayList<>(sums.size());
        sums.forEach((key, orders) -> {
            if (orders != 0) {
                cells.add(new Cell(dimensions, key >> MASK_BITS, (int) (key & (1 << MASK_BITS) - 1), orders));
            }
        });
        return cells;
    }

    private static Dimensions dimensionsOf(Readable row) {
        return new Dimensions(
                Columns.textOf(row, "tier"),
                Columns.textOf(row, "region"),
                Columns.textOf(row, "distribution_centre"),
                Columns.textOf(row, "carrier"),
                "",
                Columns.textOf(row, "channel"));
    }
}
