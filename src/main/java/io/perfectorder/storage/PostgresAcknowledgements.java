package io.perfectorder.storage;

import io.perfectorder.pipeline.Acknowledgement;
import io.perfectorder.pipeline.Acknowledgements;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Acknowledgements in PostgreSQL. */
public final class PostgresAcknowledgements implements Acknowledgements {
    private static final String COLUMNS = "order_id, acknowledged_by, acknowledged_at, note";

    private final DatabaseClient database;

    public PostgresAcknowledgements(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Void> add(Collection<String> orderIds, String by, String note) {
        return database.sql("""
                        insert into acknowledgement (order_id, acknowledged_by, note)
                        select unnest(:orders::text[]), :by, :note""")
                .bind("orders", orderIds.toArray(String[]::new))
                .bind("by", by)
                .bind("note", note)
                .then();
    }

    @Override
    public Mono<List<Acknowledgement>> of(String orderId) {
        return database.sql("select " + COLUMNS
                        + " from acknowledgement where order_id = :order order by number desc limit 100")
                .bind("order", orderId)
                .map(PostgresAcknowledgements::acknowledgementOf)
                .all()
                .collectList();
    }

    @Override
    public Mono<Map<String, Acknowledgement>> newest(Collection<String> orderIds) {
        return database.sql("select distinct on (order_id) " + COLUMNS
                        + " from acknowledgement where order_id = any (:orders::text[]) order by order_id, number desc")
                .bind("orders", orderIds.toArray(String[]::new))
                .map(PostgresAcknowledgements::acknowledgementOf)
                .all()
                .collectMap(Acknowledgement::orderId);
    }

    private static Acknowledgement acknowledgementOf(Readable row) {
        return new Acknowledgement(
                Columns.textOf(row, "order_id"),
                Columns.textOf(row, "acknowledged_by"),
                Objects.requireNonNull(row.get("acknowledged_at", OffsetDateTime.class))
                        .toInstant(),
                Columns.textOf(row, "note"));
    }
}
