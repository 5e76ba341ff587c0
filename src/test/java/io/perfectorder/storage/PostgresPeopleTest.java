package io.perfectorder.storage;

import io.perfectorder.security.Accounts;
import io.perfectorder.security.Factors;
import io.perfectorder.security.ScopesAndWallsContract;
import io.perfectorder.security.SecondFactorContract;
import io.perfectorder.security.Sessions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contracts of people and of their second factors on a real PostgreSQL. */
class PostgresPeopleTest extends SecondFactorContract {
    @TempDir
    static Path directory;

    private static MigratedDatabase postgres;

    @BeforeAll
    static void start() {
        postgres = new MigratedDatabase(directory);
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    protected Accounts emptyAccounts() {
        Database database = postgres.database();
        database.query(
                        connection -> Database.execute(
                                connection,
                                "truncate account, account_link, login_failure, login_session, wall_link, account_factor, recovery_code, login_waiting"))
                .then()
                .block();
        return new PostgresAccounts(database);
    }

    @Override
    protected Factors factors() {
        return new PostgresFactors(postgres.database());
    }

    @Override
    protected Sessions sessions() {
        return new PostgresSessions(postgres.database());
    }

    @Nested
    class ScopesAndWalls extends ScopesAndWallsContract {
        @Override
        protected Accounts emptyAccounts() {
            return PostgresPeopleTest.this.emptyAccounts();
        }

        @Override
        protected Sessions sessions() {
            return PostgresPeopleTest.this.sessions();
        }
    }
}
