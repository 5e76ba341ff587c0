package io.perfectorder.storage;

import io.perfectorder.security.Audit;
import io.perfectorder.security.AuditEntry;
import io.perfectorder.security.Caller;
import io.perfectorder.security.Role;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit in PostgreSQL, whose triggers refuse to change or remove a row. */
public final class PostgresAudit implements Audit {
    private static final int PAGE = 500;
    private static final String SELECT =
            "select number, at, who, role, address, action, subject, before, after from audit_entry ";

    private final Database database;

    public PostgresAudit(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(AuditEntry entry) {
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection,
                        "insert into audit_entry (at, who, role, address, action, subject, before, after)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                        entry.at(),
                        storable(entry.who().name()),
                        entry.who().role().text(),
                        storable(entry.address()),
                        storable(entry.action()),
                        storable(entry.subject()),
                        maybe(entry.before()),
                        maybe(entry.after()))
                .then()));
    }

    @Override
    public Mono<List<Kept>> newest(long before, int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        PostgresAudit::entryOf,
                        SELECT + "where number < $1 order by number desc limit $2",
                        before,
                        limit))
                .collectList());
    }

    /** No connection is held between two pages. */
    @Override
    public Flux<Kept> all() {
        return database.query(connection -> Database.rows(
                        connection,
                        row -> Columns.longOf(row, "last"),
                        "select coalesce(max(number), 0) as last from audit_entry"))
                .single()
                .flatMapMany(last -> page(0, last)
                        .expand(page -> page.size() < PAGE
                                ? Mono.empty()
                                : page(page.getLast().number(), last)))
                .concatMapIterable(page -> page, 1);
    }

    @Override
    public Mono<Long> trim(Instant olderThan) {
        return StoreFailures.told(database.transaction(connection -> Database.rows(
                        connection, row -> Columns.longOf(row, "gone"), "select audit_trim($1) as gone", olderThan)
                .single()));
    }

    private Mono<List<Kept>> page(long after, long last) {
        return database.query(connection -> Database.rows(
                        connection,
                        PostgresAudit::entryOf,
                        SELECT + "where number > $1 and number <= $2 order by number limit " + PAGE,
                        after,
                        last))
                .collectList();
    }

    private static Kept entryOf(Readable row) {
        return new Kept(
                Columns.longOf(row, "number"),
                new AuditEntry(
                        Columns.timeOf(row, "at"),
                        new Caller(
                                Columns.textOf(row, "who"),
                                Role.of(Columns.textOf(row, "role")).orElseThrow()),
                        Columns.textOf(row, "address"),
                        Columns.textOf(row, "action"),
                        Columns.textOf(row, "subject"),
                        Optional.ofNullable(row.get("before", String.class)),
                        Optional.ofNullable(row.get("after", String.class))));
    }

    private static Object maybe(Optional<String> text) {
        return Parameters.in(
                R2dbcType.VARCHAR, text.map(PostgresAudit::storable).orElse(null));
    }

    /** PostgreSQL takes no text with a NUL. */
    private static String storable(String text) {
        return text.replace("\0", "");
    }
}
