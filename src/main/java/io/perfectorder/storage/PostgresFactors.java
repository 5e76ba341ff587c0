package io.perfectorder.storage;

import static io.perfectorder.storage.StoreFailures.told;

import io.perfectorder.security.AccountName;
import io.perfectorder.security.Factor;
import io.perfectorder.security.Factors;
import io.perfectorder.security.KeyHash;
import io.perfectorder.security.TotpSecret;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Second factors in PostgreSQL. */
public final class PostgresFactors implements Factors {
    private static final String FACTORS = """
            select f.account, f.added_at, (select count(*) from recovery_code c where c.account = f.account) as codes_left
            from account_factor f""";

    private final Database database;

    public PostgresFactors(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<Factor>> all() {
        return told(database.query(connection -> Database.rows(
                        connection, PostgresFactors::factorOf, FACTORS + " order by f.account limit 1000"))
                .collectList());
    }

    @Override
    public Mono<Factor> find(AccountName account) {
        return one(PostgresFactors::factorOf, FACTORS + " where f.account = $1", account.text());
    }

    @Override
    public Mono<TotpSecret> secretOf(AccountName account) {
        return one(
                row -> new TotpSecret(Columns.textOf(row, "secret")),
                "select secret from account_factor where account = $1",
                account.text());
    }

    @Override
    public Mono<Boolean> add(AccountName account, TotpSecret secret, long step, List<KeyHash> codes, Instant now) {
        String[] hashes = codes.stream().map(KeyHash::hex).toArray(String[]::new);
        return told(database.transaction(
                connection -> Database.execute(connection, """
                        insert into account_factor (account, secret, last_step, added_at)
                        select name, $2, $3, $4 from account where name = $1 and disabled_at is null
                        on conflict do nothing""", account.text(), secret.base32(), step, now)
                        .filter(rows -> rows == 1)
                        .flatMap(_ -> Database.execute(
                                connection,
                                "insert into recovery_code (account, hash) select $1, unnest($2::text[])",
                                account.text(),
                                hashes))
                        .hasElement()));
    }

    @Override
    public Mono<Boolean> remove(AccountName account) {
        return changed("delete from account_factor where account = $1", account.text());
    }

    @Override
    public Mono<Boolean> takeStep(AccountName account, long step) {
        return changed(
                "update account_factor set last_step = $2 where account = $1 and last_step < $2", account.text(), step);
    }

    @Override
    public Mono<Boolean> takeCode(AccountName account, KeyHash code) {
        return changed("delete from recovery_code where account = $1 and hash = $2", account.text(), code.hex());
    }

    @Override
    public Mono<Void> keepWaiting(KeyHash token, AccountName account, Instant expiresAt) {
        return changed(
                        "insert into login_waiting (token_hash, account, expires_at) values ($1, $2, $3)",
                        token.hex(),
                        account.text(),
                        expiresAt)
                .then();
    }

    @Override
    public Mono<AccountName> waiting(KeyHash token, Instant now) {
        return one(
                row -> new AccountName(Columns.textOf(row, "account")),
                "select account from login_waiting where token_hash = $1 and expires_at > $2",
                token.hex(),
                now);
    }

    @Override
    public Mono<Boolean> takeWaiting(KeyHash token) {
        return changed("delete from login_waiting where token_hash = $1", token.hex());
    }

    private Mono<Boolean> changed(String sql, Object... parameters) {
        return told(database.transaction(
                connection -> Database.execute(connection, sql, parameters).map(rows -> rows == 1)));
    }

    private <T> Mono<T> one(Function<Readable, T> row, String sql, Object... parameters) {
        return told(database.query(connection -> Database.rows(connection, row, sql, parameters))
                .next());
    }

    private static Factor factorOf(Readable row) {
        return new Factor(
                new AccountName(Columns.textOf(row, "account")),
                Columns.timeOf(row, "added_at"),
                Math.toIntExact(Columns.longOf(row, "codes_left")));
    }
}
