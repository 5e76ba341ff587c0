package io.perfectorder.storage;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/** Reads columns that are never null. */
final class Columns {
    private Columns() {}

    static String textOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    static long longOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    static int intOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class), column);
    }
}
