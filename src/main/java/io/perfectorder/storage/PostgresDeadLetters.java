package io.perfectorder.storage;

import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.IntakeRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Dead letters in PostgreSQL. The raw text is kept as bytes, since it may hold what no text column takes. */
public final class PostgresDeadLetters implements DeadLetters {
    private final DatabaseClient database;

    public PostgresDeadLetters(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> keep(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into dead_letter (code, detail, source, id, raw)
                        select u.code, u.detail, nullif(u.source, ''), nullif(u.id, ''), decode(u.raw, 'hex')
                        from unnest(:codes::text[], :details::text[], :sources::text[], :ids::text[], :raws::text[])
                          as u (code, detail, source, id, raw)""")
                .bind("codes", letters.stream().map(DeadLetter::code).toArray(String[]::new))
                .bind("details", letters.stream().map(l -> storable(l.detail())).toArray(String[]::new))
                .bind(
                        "sources",
                        letters.stream()
                                .map(l -> storable(l.source() == null ? "" : l.source()))
                                .toArray(String[]::new))
                .bind(
                        "ids",
                        letters.stream()
                                .map(l -> storable(l.id() == null ? "" : l.id()))
                                .toArray(String[]::new))
                .bind(
                        "raws",
                        letters.stream()
                                .map(l -> java.util.HexFormat.of().formatHex(l.raw()))
                                .toArray(String[]::new))
                .then()
                .onErrorMap(error -> new IntakeRefused("the store is not available now", error));
    }

    /** A text without what PostgreSQL refuses in one. */
    private static String storable(String text) {
        return new String(text.replace("\0", "\\u0000").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
