package io.perfectorder.storage;

import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Reads columns that are never null, and pairs of them that stand for one value. */
final class Columns {
    private Columns() {}

    static String textOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    static byte[] bytesOf(Readable row, String column) {
        return textOf(row, column).getBytes(StandardCharsets.UTF_8);
    }

    static long longOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }

    static int intOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Integer.class), column);
    }

    static Instant timeOf(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Instant.class), column);
    }

    static Optional<Instant> maybeTimeOf(Readable row, String column) {
        return Optional.ofNullable(row.get(column, Instant.class));
    }

    /** The instant in the columns {@code name_seconds} and {@code name_nanos}; empty when they are null. */
    static Optional<Instant> instantOf(Readable row, String name) {
        Long seconds = row.get(name + "_seconds", Long.class);
        return seconds == null
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(seconds, intOf(row, name + "_nanos")));
    }
}
