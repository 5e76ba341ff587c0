package io.perfectorder.storage;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Wrapped;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The database as the writer needs it: the driver's own connections, for COPY, each for one transaction. */
public final class Database {
    private final ConnectionFactory connections;

    public Database(ConnectionFactory connections) {
        this.connections = connections;
    }

    /** One transaction: committed when the work completes, rolled back when it fails or is cancelled. */
    <T> Mono<T> transaction(Function<PostgresqlConnection, Mono<T>> work) {
        return Mono.usingWhen(
                connections.create(),
                connection -> {
                    PostgresqlConnection driver = driverOf(connection);
                    return driver.beginTransaction().then(work.apply(driver));
                },
                connection -> Mono.from(connection.commitTransaction()).then(Mono.from(connection.close())),
                (connection, _) -> Mono.from(connection.rollbackTransaction())
                        .onErrorComplete()
                        .then(Mono.from(connection.close())),
                Database::hangUp);
    }

    /** Rows outside of a transaction of ours. */
    <T> Flux<T> query(Function<PostgresqlConnection, Publisher<T>> work) {
        return Flux.usingWhen(connections.create(), connection -> work.apply(driverOf(connection)), Connection::close);
    }

    /** How many rows a statement changed. */
    static Mono<Long> execute(PostgresqlConnection connection, String sql, Object... parameters) {
        return bound(connection, sql, parameters)
                .concatMap(result -> result.getRowsUpdated())
                .reduce(0L, Long::sum);
    }

    static <T> Flux<T> rows(
            PostgresqlConnection connection, Function<Readable, T> row, String sql, Object... parameters) {
        return bound(connection, sql, parameters).concatMap(result -> result.map(row));
    }

    private static Flux<io.r2dbc.postgresql.api.PostgresqlResult> bound(
            PostgresqlConnection connection, String sql, Object... parameters) {
        var statement = connection.createStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.bind(i, parameters[i]);
        }
        return statement.execute();
    }

    /**
     * Who gives up has often waited too long for an answer, and a rollback would wait for the same silence: the line is cut, which
     * rolls back too, and the pool throws the connection away.
     */
    private static Publisher<Void> hangUp(Connection connection) {
        return driverOf(connection).close().onErrorComplete().then(Mono.from(connection.close()));
    }

    private static PostgresqlConnection driverOf(Connection connection) {
        if (connection instanceof PostgresqlConnection driver) {
            return driver;
        }
        if (connection instanceof Wrapped<?> wrapped) {
            PostgresqlConnection driver = wrapped.unwrap(PostgresqlConnection.class);
            if (driver != null) {
                return driver;
            }
        }
        throw new IllegalStateException("not a connection of r2dbc-postgresql: " + connection.getClass());
    }
}
