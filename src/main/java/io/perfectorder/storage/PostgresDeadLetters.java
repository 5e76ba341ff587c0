package io.perfectorder.storage;

import io.perfectorder.pipeline.DeadLetter;
import io.perfectorder.pipeline.DeadLetters;
import io.perfectorder.pipeline.IntakeRefused;
import io.perfectorder.pipeline.KeptLetter;
import io.perfectorder.pipeline.KeptLetters;
import io.perfectorder.pipeline.LetterSelection;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Dead letters in PostgreSQL. The raw text is kept as bytes, since it may hold what no text column takes. */
public final class PostgresDeadLetters implements DeadLetters, KeptLetters {
    /** Letters of an export that are in memory at one time; each may be as long as the longest event. */
    private static final int PAGE = 16;

    private final DatabaseClient database;

    private final UnaryOperator<DeadLetter> erased;

    /** {@code erased}: takes out of a letter, before it is kept, what is known to be personal. */
    public PostgresDeadLetters(DatabaseClient database, UnaryOperator<DeadLetter> erased) {
        this.database = database;
        this.erased = erased;
    }

    @Override
    public Mono<Void> keep(List<DeadLetter> rejected) {
        if (rejected.isEmpty()) {
            return Mono.empty();
        }
        List<DeadLetter> letters = rejected.stream().map(erased).toList();
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

    @Override
    public Mono<List<KeptLetter>> newest(LetterSelection selection, long before, int limit, int rawBytes) {
        return letters(selection, "and number < :before order by number desc limit :limit")
                .bind("raw_bytes", rawBytes)
                .bind("before", before)
                .bind("limit", limit)
                .map(PostgresDeadLetters::letterOf)
                .all()
                .collectList();
    }

    /** No connection is held between two pages, so that a slow reader keeps none from the intake. */
    @Override
    public Flux<KeptLetter> all(LetterSelection selection) {
        return database.sql("select coalesce(max(number), 0) as last from dead_letter")
                .map(row -> Columns.longOf(row, "last"))
                .one()
                .flatMapMany(last -> page(selection, 0, last)
                        .expand(page -> page.size() < PAGE
                                ? Mono.empty()
                                : page(selection, page.getLast().number(), last)))
                .concatMapIterable(page -> page, 1);
    }

    @Override
    public Mono<KeptLetter> find(long number) {
        return letters(new LetterSelection(null, null, null), "and number = :number")
                .bind("raw_bytes", Integer.MAX_VALUE)
                .bind("number", number)
                .map(PostgresDeadLetters::letterOf)
                .one();
    }

    @Override
    public Mono<Void> markReplayed(long number) {
        return database.sql("update dead_letter set replayed_at = now() where number = :number and replayed_at is null")
                .bind("number", number)
                .then();
    }

    private Mono<List<KeptLetter>> page(LetterSelection selection, long after, long last) {
        return letters(selection, "and number > :after and number <= :last order by number limit " + PAGE)
                .bind("raw_bytes", Integer.MAX_VALUE)
                .bind("after", after)
                .bind("last", last)
                .map(PostgresDeadLetters::letterOf)
                .all()
                .collectList();
    }

    private GenericExecuteSpec letters(LetterSelection selection, String rest) {
        String sql = """
                select number, recorded_at, code, detail, source, id, octet_length(raw) as raw_bytes, replayed_at,
                  substring(raw from 1 for :raw_bytes) as raw
                from dead_letter where true""";
        sql += selection.code() == null ? "" : " and code = :code";
        sql += selection.since() == null ? "" : " and recorded_at >= :since";
        sql += selection.replayed() == null ? "" : " and (replayed_at is not null) = :replayed";
        GenericExecuteSpec spec = database.sql(sql + " " + rest);
        spec = selection.code() == null ? spec : spec.bind("code", selection.code());
        spec = selection.since() == null ? spec : spec.bind("since", selection.since());
        return selection.replayed() == null ? spec : spec.bind("replayed", selection.replayed());
    }

    private static KeptLetter letterOf(Readable row) {
        byte[] raw = Objects.requireNonNull(row.get("raw", byte[].class), "raw");
        DeadLetter letter = new DeadLetter(
                raw,
                Columns.textOf(row, "code"),
                Columns.textOf(row, "detail"),
                row.get("source", String.class),
                row.get("id", String.class));
        Instant recordedAt = Objects.requireNonNull(row.get("recorded_at", Instant.class), "recorded_at");
        long rawBytes = Columns.longOf(row, "raw_bytes");
        return new KeptLetter(
                Columns.longOf(row, "number"), recordedAt, letter, rawBytes, row.get("replayed_at", Instant.class));
    }

    /** A text without what PostgreSQL refuses in one. */
    private static String storable(String text) {
        return new String(text.replace("\0", "\\u0000").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
