package io.perfectorder.storage;

import io.perfectorder.security.KeyHash;
import io.perfectorder.security.MachineKey;
import io.perfectorder.security.MachineKeys;
import io.perfectorder.security.Role;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Mono;

/** Keys of machines in PostgreSQL, by their hashes. */
public final class PostgresMachineKeys implements MachineKeys {
    private static final String COLUMNS =
            "id, name, role, scope, created_by, created_at, expires_at, revoked_at, used_at";

    private final Database database;

    public PostgresMachineKeys(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<MachineKey>> newest(int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        PostgresMachineKeys::keyOf,
                        "select " + COLUMNS + " from api_key order by created_at desc, id limit $1",
                        limit))
                .collectList());
    }

    @Override
    public Mono<Void> add(MachineKey key, KeyHash hash) {
        Object until = Parameters.in(
                R2dbcType.TIMESTAMP_WITH_TIME_ZONE,
                key.expiresAt().map(PostgresMachineKeys::utc).orElse(null));
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection,
                        "insert into api_key (id, hash, name, role, created_by, created_at, expires_at, scope)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                        key.id(),
                        hash.hex(),
                        key.name(),
                        key.role().text(),
                        key.createdBy(),
                        key.createdAt(),
                        until,
                        ScopeColumn.text(key.scope()))
                .then()));
    }

    @Override
    public Mono<MachineKey> find(KeyHash hash) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        PostgresMachineKeys::keyOf,
                        "select " + COLUMNS + " from api_key where hash = $1",
                        hash.hex()))
                .next());
    }

    @Override
    public Mono<MachineKey> revoke(String id, Instant now) {
        return StoreFailures.told(database.transaction(connection -> Database.rows(
                        connection,
                        PostgresMachineKeys::keyOf,
                        "select " + COLUMNS + " from api_key where id = $1 and revoked_at is null for update",
                        id)
                .next()
                .flatMap(before -> Database.execute(
                                connection, "update api_key set revoked_at = $2 where id = $1", id, now)
                        .thenReturn(before))));
    }

    @Override
    public Mono<Void> used(String id, Instant now) {
        return database.query(connection ->
                        Database.execute(connection, "update api_key set used_at = $2 where id = $1", id, now))
                .then();
    }

    private static java.time.OffsetDateTime utc(Instant at) {
        return at.atOffset(java.time.ZoneOffset.UTC);
    }

    private static MachineKey keyOf(Readable row) {
        return new MachineKey(
                Columns.textOf(row, "id"),
                Columns.textOf(row, "name"),
                Role.of(Columns.textOf(row, "role")).orElseThrow(),
                ScopeColumn.of(row),
                Columns.textOf(row, "created_by"),
                Columns.timeOf(row, "created_at"),
                Columns.maybeTimeOf(row, "expires_at"),
                Columns.maybeTimeOf(row, "revoked_at"),
                Columns.maybeTimeOf(row, "used_at"));
    }
}
