package io.perfectorder.storage;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OpenOrders;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.StoredEvent;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Open orders from the verdict history, and their events from the journal. */
public final class PostgresOpenOrders implements OpenOrders {
    private static final int COMPLETE = Criterion.DELIVERED.bit() | Criterion.IN_FULL.bit();

    private record Found(long total, OrderRow row) {}

    private final DatabaseClient database;
    private final EventReader reader;

    public PostgresOpenOrders(DatabaseClient database, EventReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Mono<Nearest> nearest(Map<GroupBy, Set<String>> scope, Instant from, Instant to, Instant now, int limit) {
        String sql = "select *, count(*) over () as total from (select " + OrderRows.COLUMNS
                + " from verdict_history where (deadline_seconds, deadline_nanos) > (:from, 0)"
                + " and (deadline_seconds, deadline_nanos) <= (:to, 0) and met & " + COMPLETE + " <> "
                + COMPLETE + Selections.scopeCondition(scope)
                + " group by " + OrderRows.COLUMNS + " having sum(sign) > 0) as open"
                + " order by abs(deadline_seconds - :now), order_id limit :limit";
        return Selections.bindScope(database.sql(sql), scope)
                .bind("from", from.getEpochSecond())
                .bind("to", to.getEpochSecond())
                .bind("now", now.getEpochSecond())
                .bind("limit", limit)
                .map(row -> new Found(Columns.longOf(row, "total"), OrderRows.of(row)))
                .all()
                .collectList()
                .map(found -> new Nearest(
                        found.isEmpty() ? 0 : found.getFirst().total(),
                        found.stream().map(Found::row).toList()));
    }

    @Override
    public Mono<Map<String, List<StoredEvent>>> eventsOf(Collection<String> orderIds) {
        return database.sql("""
                        select type, recorded_micros, tier, raw from journal
                        where subject = any (:subjects::text[]) order by position""")
                .bind("subjects", orderIds.toArray(String[]::new))
                .map(this::storedEvent)
                .all()
                .collect(Collectors.groupingBy(stored -> stored.event().header().subject()));
    }

    private StoredEvent storedEvent(Readable row) {
        String raw = Columns.textOf(row, "raw");
        OrderEvent event = reader.read(raw.getBytes(StandardCharsets.UTF_8));
        OrderEvent resolved =
                event instanceof OrderEvent.Placed placed ? placed.withTier(Columns.textOf(row, "tier")) : event;
        Instant recorded = Instant.EPOCH.plus(Columns.longOf(row, "recorded_micros"), ChronoUnit.MICROS);
        return new StoredEvent(resolved, Columns.textOf(row, "type"), recorded, raw);
    }
}
