package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;

/** Looks for a text in every row of every table, whatever the columns are. */
final class EveryTable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private EveryTable() {}

    /** Every row of every table in which the text stands: as it is, with JSON's escapes, or in bytes. */
    static List<String> rowsWith(DatabaseClient database, String text) {
        String escaped = text.replace("ü", "\\u00fc");
        List<String> ways =
                List.of(text, unescaped(escaped), hex(text), hex(escaped), hex(escaped.replace("/", "\\/")));
        List<String> tables = Objects.requireNonNull(database.sql(
                        "select c.relname as name from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace")
                .map(row -> Objects.requireNonNull(row.get("name", String.class)))
                .all()
                .collectList()
                .block(LIMIT));
        assertThat(tables).contains("journal_0", "verdict_history", "dead_letter", "erasure", "event_identity_0");
        List<String> places = new ArrayList<>();
        for (String table : tables) {
            List<String> rows = Objects.requireNonNull(database.sql("select t::text as row from " + table + " t")
                    .map(row -> Objects.requireNonNull(row.get("row", String.class)))
                    .all()
                    .collectList()
                    .block(LIMIT));
            rows.stream()
                    .filter(row -> ways.stream().anyMatch(unescaped(row)::contains))
                    .forEach(row -> places.add(table + ": " + row));
        }
        return places;
    }

    private static String unescaped(String text) {
        return text.replace("\\", "");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
