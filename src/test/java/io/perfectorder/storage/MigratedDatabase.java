package io.perfectorder.storage;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;

/** A real PostgreSQL of our own with all migrations, for tests of storage. */
public final class MigratedDatabase implements AutoCloseable {
    private final EmbeddedPostgresServer server;
    private final ConnectionPool pool;

    public MigratedDatabase(Path directory) {
        server = EmbeddedPostgresServer.start(directory);
        ConnectionFactoryOptions options = server.connectionOptions();
        Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://127.0.0.1:" + options.getRequiredValue(ConnectionFactoryOptions.PORT) + "/"
                                + options.getRequiredValue(ConnectionFactoryOptions.DATABASE),
                        String.valueOf(options.getRequiredValue(ConnectionFactoryOptions.USER)),
                        String.valueOf(options.getRequiredValue(ConnectionFactoryOptions.PASSWORD)))
                .load()
                .migrate();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(options))
                .maxSize(10)
                .build());
    }

    public Database database() {
        return new Database(pool);
    }

    public ConnectionPool connections() {
        return pool;
    }

    @Override
    public void close() {
        pool.dispose();
        server.close();
    }
}
