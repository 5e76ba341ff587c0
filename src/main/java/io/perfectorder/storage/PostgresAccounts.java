package io.perfectorder.storage;

import static io.perfectorder.storage.StoreFailures.told;

import io.perfectorder.security.Account;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Identity;
import io.perfectorder.security.Invited;
import io.perfectorder.security.KeyHash;
import io.perfectorder.security.LockOut;
import io.perfectorder.security.Role;
import io.perfectorder.security.ViewScope;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Accounts in PostgreSQL. */
public final class PostgresAccounts implements Accounts {
    private static final String USABLE_ADMINISTRATOR =
            "select 1 from account where role = 'admin' and password is not null and disabled_at is null";

    private final Database database;

    public PostgresAccounts(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<Account>> all() {
        return told(database.query(connection -> Database.rows(
                        connection, PostgresAccounts::accountOf, "select * from account order by name limit 1000"))
                .collectList());
    }

    @Override
    public Mono<Account> find(AccountName name) {
        return one(PostgresAccounts::accountOf, "select * from account where name = $1", name.text());
    }

    @Override
    public Mono<String> passwordOf(AccountName name) {
        return one(
                row -> Columns.textOf(row, "password"),
                "select password from account where name = $1 and password is not null and disabled_at is null",
                name.text());
    }

    @Override
    public Mono<Boolean> administered() {
        return one(row -> true, USABLE_ADMINISTRATOR + " limit 1").defaultIfEmpty(false);
    }

    @Override
    public Mono<Boolean> add(AccountName name, Role role, ViewScope scope, Instant now) {
        return changed(
                "insert into account (name, role, scope, created_at) values ($1, $2, $3, $4) on conflict do nothing",
                name.text(),
                role.text(),
                ScopeColumn.text(scope),
                now);
    }

    @Override
    public Mono<Boolean> changeScope(AccountName name, ViewScope scope) {
        return changed(
                "update account set scope = $2 where name = $1 and (role = 'viewer' or $2 = '{}')",
                name.text(),
                ScopeColumn.text(scope));
    }

    @Override
    public Mono<AccountName> greet(Identity identity, Role role, Instant now) {
        String make = """
                insert into account (name, role, created_at, identity) select $1, $2, $3, $4
                where not exists (select 1 from account where identity = $4)
                on conflict do nothing""";
        return told(database.transaction(connection -> Database.execute(
                        connection, make, identity.name().text(), role.text(), now, identity.key())
                .then(Database.execute(connection, make, identity.otherName().text(), role.text(), now, identity.key()))
                .then(Database.rows(
                                connection,
                                row -> new AccountName(Columns.textOf(row, "name")),
                                "update account set role = $2 where identity = $1 and disabled_at is null returning name",
                                identity.key(),
                                role.text())
                        .next())));
    }

    @Override
    public Mono<Boolean> change(AccountName name, Role role, boolean disabled, Instant now) {
        return told(database.transaction(connection -> locked(connection)
                .then(Database.execute(
                        connection, """
                        update account set role = $2, disabled_at = case when $3 then coalesce(disabled_at, $4::timestamptz) end
                        where name = $1 and (($2 = 'admin' and not $3)
                            or exists (%s and name <> $1))""".formatted(USABLE_ADMINISTRATOR), name.text(), role.text(), disabled, now))
                .map(rows -> rows == 1)));
    }

    @Override
    public Mono<Boolean> setPassword(AccountName name, String hash, Instant now) {
        return changed(
                "update account set password = $2, password_at = $3 where name = $1 and disabled_at is null",
                name.text(),
                hash,
                now);
    }

    @Override
    public Mono<Boolean> addAdministrator(AccountName name, String hash, Instant now) {
        return told(database.transaction(connection -> locked(connection)
                .then(Database.execute(connection, """
                        insert into account (name, role, password, created_at, password_at) select $1, 'admin', $2, $3, $3
                        where not exists (%s)
                        on conflict (name) do update
                        set role = 'admin', scope = '{}', password = excluded.password, password_at = excluded.password_at, disabled_at = null""".formatted(USABLE_ADMINISTRATOR), name.text(), hash, now))
                .map(rows -> rows == 1)));
    }

    @Override
    public Mono<Void> keepLink(Invited invited, KeyHash link, Instant expiresAt) {
        return changed("""
                        insert into account_link (account, token_hash, expires_at) values ($1, $2, $3)
                        on conflict (account) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at""", invited.account().map(AccountName::text).orElse(""), link.hex(), expiresAt)
                .then();
    }

    @Override
    public Mono<Invited> invited(KeyHash link, Instant now) {
        return one(
                row -> {
                    String account = Columns.textOf(row, "account");
                    return account.isEmpty()
                            ? new Invited.FirstAdministrator()
                            : new Invited.Of(new AccountName(account));
                },
                "select account from account_link where token_hash = $1 and expires_at > $2",
                link.hex(),
                now);
    }

    @Override
    public Mono<Boolean> takeLink(KeyHash link, Instant now) {
        return changed("delete from account_link where token_hash = $1 and expires_at > $2", link.hex(), now);
    }

    @Override
    public Mono<LockOut.Failures> failures(String subject, Instant now) {
        return one(
                        row -> new LockOut.Failures(Columns.intOf(row, "failures"), Columns.timeOf(row, "last_at")),
                        "select failures, last_at from login_failure where subject = $1 and last_at > $2",
                        subject,
                        now.minus(LockOut.FORGOTTEN))
                .defaultIfEmpty(LockOut.Failures.NONE);
    }

    @Override
    public Mono<Void> failed(String subject, Instant now) {
        return changed("""
                        insert into login_failure as known (subject, failures, last_at) values ($1, 1, $2)
                        on conflict (subject) do update set last_at = excluded.last_at,
                            failures = case when known.last_at > $3 then known.failures + 1 else 1 end""", subject, now, now.minus(LockOut.FORGOTTEN)).then();
    }

    @Override
    public Mono<Void> forget(String subject) {
        return changed("delete from login_failure where subject = $1", subject).then();
    }

    /** One after another, so that two administrators never take each other's role away at once. */
    private static Mono<Long> locked(PostgresqlConnection connection) {
        return Database.execute(connection, "lock table account in share row exclusive mode");
    }

    private Mono<Boolean> changed(String sql, Object... parameters) {
        return told(database.transaction(
                connection -> Database.execute(connection, sql, parameters).map(rows -> rows == 1)));
    }

    private <T> Mono<T> one(Function<Readable, T> row, String sql, Object... parameters) {
        return told(database.query(connection -> Database.rows(connection, row, sql, parameters))
                .next());
    }

    private static Account accountOf(Readable row) {
        return new Account(
                new AccountName(Columns.textOf(row, "name")),
                Role.of(Columns.textOf(row, "role")).orElseThrow(),
                ScopeColumn.of(row),
                Columns.timeOf(row, "created_at"),
                Columns.maybeTimeOf(row, "disabled_at").isPresent(),
                Columns.maybeTimeOf(row, "password_at").isPresent() || row.get("identity", String.class) != null);
    }
}
