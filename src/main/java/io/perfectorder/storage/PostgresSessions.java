package io.perfectorder.storage;

import static io.perfectorder.storage.StoreFailures.told;

import io.perfectorder.security.AccountName;
import io.perfectorder.security.KeyHash;
import io.perfectorder.security.LockOut;
import io.perfectorder.security.Role;
import io.perfectorder.security.Session;
import io.perfectorder.security.Sessions;
import io.perfectorder.security.WallLink;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions and the links of walls in PostgreSQL. */
public final class PostgresSessions implements Sessions {
    /** How long the link of a wall stays in the list after its end. */
    private static final Duration SHOWN = Duration.ofDays(90);

    private final Database database;

    public PostgresSessions(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Void> open(Session session) {
        return change(
                        """
                        insert into login_session (token_hash, account, created_at, seen_at, expires_at, address, agent)
                        values ($1, $2, $3, $4, $5, $6, $7)""",
                        session.id().hex(),
                        session.account().text(),
                        session.createdAt(),
                        session.seenAt(),
                        session.expiresAt(),
                        session.address(),
                        session.agent())
                .then();
    }

    @Override
    public Mono<Live> live(Instant now) {
        return told(database.query(connection ->
                        Database.rows(connection, PostgresSessions::sessionOf, """
                                select s.*, a.role, a.scope from login_session s join account a on a.name = s.account
                                where a.disabled_at is null and (a.password is not null or a.identity is not null) and s.expires_at > $1 and s.seen_at > $2
                                order by s.seen_at desc limit 10000""", now, now.minus(Session.IDLE)))
                .collectList()
                .zipWith(database.query(connection -> Database.rows(connection, PostgresSessions::wallOf, """
                                select * from wall_link where expires_at > $1 and revoked_at is null
                                order by number desc limit 10000""", now))
                        .collectList())
                .map(read -> new Live(read.getT1(), read.getT2())));
    }

    @Override
    public Mono<Void> seen(Map<KeyHash, Instant> seen) {
        return told(database.transaction(connection -> Flux.fromIterable(seen.entrySet())
                .concatMap(each -> Database.execute(
                        connection,
                        "update login_session set seen_at = $2 where token_hash = $1 and seen_at < $2",
                        each.getKey().hex(),
                        each.getValue()))
                .then()));
    }

    @Override
    public Mono<Boolean> end(KeyHash session) {
        return change("delete from login_session where token_hash = $1", session.hex())
                .map(rows -> rows == 1);
    }

    @Override
    public Mono<Long> endAllOf(AccountName account) {
        return change("delete from login_waiting where account = $1", account.text())
                .then(change("delete from login_session where account = $1", account.text()));
    }

    @Override
    public Mono<Void> trim(Instant now) {
        return change("delete from login_session where expires_at <= $1 or seen_at <= $2", now, now.minus(Session.IDLE))
                .then(change("delete from login_failure where last_at < $1", now.minus(LockOut.FORGOTTEN)))
                .then(change("delete from account_link where expires_at < $1", now))
                .then(change("delete from login_waiting where expires_at < $1", now))
                .then(change("delete from wall_link where coalesce(revoked_at, expires_at) < $1", now.minus(SHOWN)))
                .then();
    }

    @Override
    public Mono<WallLink> keep(WallLink link) {
        return told(database.transaction(connection -> Database.rows(
                        connection,
                        PostgresSessions::wallOf,
                        """
                        insert into wall_link (token_hash, name, address, scope, created_by, created_at, expires_at)
                        values ($1, $2, $3, $4, $5, $6, $7) returning *""",
                        link.id().hex(),
                        link.name(),
                        link.address(),
                        ScopeColumn.text(link.scope()),
                        link.createdBy(),
                        link.createdAt(),
                        link.expiresAt())
                .single()));
    }

    @Override
    public Mono<List<WallLink>> walls() {
        return told(database.query(connection -> Database.rows(
                        connection,
                        PostgresSessions::wallOf,
                        "select * from wall_link order by number desc limit 1000"))
                .collectList());
    }

    @Override
    public Mono<Boolean> revokeWall(long number, Instant now) {
        return change("update wall_link set revoked_at = $2 where number = $1 and revoked_at is null", number, now)
                .map(rows -> rows == 1);
    }

    private Mono<Long> change(String sql, Object... parameters) {
        return told(database.transaction(connection -> Database.execute(connection, sql, parameters)));
    }

    private static Session sessionOf(Readable row) {
        return new Session(
                new KeyHash(Columns.textOf(row, "token_hash")),
                new AccountName(Columns.textOf(row, "account")),
                Role.of(Columns.textOf(row, "role")).orElseThrow(),
                ScopeColumn.of(row),
                Columns.timeOf(row, "created_at"),
                Columns.timeOf(row, "seen_at"),
                Columns.timeOf(row, "expires_at"),
                Columns.textOf(row, "address"),
                Columns.textOf(row, "agent"));
    }

    private static WallLink wallOf(Readable row) {
        return new WallLink(
                Columns.longOf(row, "number"),
                new KeyHash(Columns.textOf(row, "token_hash")),
                Columns.textOf(row, "name"),
                Columns.textOf(row, "address"),
                ScopeColumn.of(row),
                Columns.textOf(row, "created_by"),
                Columns.timeOf(row, "created_at"),
                Columns.timeOf(row, "expires_at"),
                Columns.maybeTimeOf(row, "revoked_at"));
    }
}
