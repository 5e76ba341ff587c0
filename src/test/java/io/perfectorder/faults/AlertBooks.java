package io.perfectorder.faults;

import io.perfectorder.faults.WebhookLedger.Told;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** What the database has of alerts, read beside the application and also while it is dead. */
final class AlertBooks implements AutoCloseable {
    private final ConnectionPool connections;

    /** A change that people are told, with the state that it came from. */
    record Change(String tier, Told told, String from) {}

    AlertBooks(ConnectionFactoryOptions database) {
        connections = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(database))
                .initialSize(0)
                .maxSize(2)
                .build());
    }

    @Override
    public void close() {
        connections.dispose();
    }

    /** In the order in which they were stored. */
    List<Change> changes() {
        return rows(
                "select tier, fingerprint, started_at, from_phase, to_phase from alert_transition order by number",
                row -> new Change(text(row, "tier"), told(row, text(row, "to_phase")), text(row, "from_phase")));
    }

    /** How many changes of a tier came to a state. */
    long count(String tier, String phase) {
        return rows(
                        "select count(*) as number from alert_transition where tier = '" + tier + "' and to_phase = '"
                                + phase + "'",
                        row -> Objects.requireNonNull(row.get("number", Long.class)))
                .getFirst();
    }

    /** What is written down as told, or dropped with a reason. */
    Set<Told> decided(String... reasons) {
        return new HashSet<>(rows(
                "select fingerprint, started_at, case occasion when 'RESOLVED' then 'RESOLVED' else 'FIRING' end as phase"
                        + " from alert_decision where due_at is null and reason in ('" + String.join("', '", reasons)
                        + "')",
                row -> told(row, text(row, "phase"))));
    }

    /** Changes without a decision, and decisions that are still open. */
    long undone() {
        return rows(
                        "select (select count(*) from alert_transition where not decided)"
                                + " + (select count(*) from alert_decision where due_at is not null) as number",
                        row -> Objects.requireNonNull(row.get("number", Long.class)))
                .getFirst();
    }

    private static Told told(Readable row, String phase) {
        String startsAt = Objects.requireNonNull(row.get("started_at", OffsetDateTime.class))
                .toInstant()
                .toString();
        return new Told(text(row, "fingerprint"), startsAt, phase.toLowerCase(Locale.ROOT));
    }

    private static String text(Readable row, String name) {
        return Objects.requireNonNull(row.get(name, String.class));
    }

    private <T> List<T> rows(String sql, Function<Readable, T> row) {
        return Objects.requireNonNull(Flux.usingWhen(
                        connections.create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .concatMap(result -> result.map(row)),
                        io.r2dbc.spi.Connection::close)
                .collectList()
                .block());
    }
}
