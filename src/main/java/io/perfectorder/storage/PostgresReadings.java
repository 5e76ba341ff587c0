package io.perfectorder.storage;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderPage;
import io.perfectorder.pipeline.OrderQuery;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.pipeline.StoredEvent;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * Reads counts and orders from the verdict history. A verdict that was put in and taken out again has a row of sign +1 and one of sign
 * -1, alike in all that is asked for, so a count is a sum of signs and what is left of an order is what sums up to more than nothing.
 */
public final class PostgresReadings implements Readings {
    private final DatabaseClient database;
    private final EventReader reader;

    public PostgresReadings(DatabaseClient database, EventReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Mono<SortedMap<String, Tally>> tallies(Selection selection, GroupBy by) {
        String sql = "select " + Selections.columnOf(by) + " as key, " + VerdictColumns.COUNTS
                + " from verdict_history where " + Selections.condition(selection)
                + " group by 1 having sum(sign) <> 0";
        return Selections.bind(database.sql(sql), selection)
                .map(row -> Map.entry(Columns.textOf(row, "key"), VerdictColumns.tallyOf(row)))
                .all()
                .collect(TreeMap::new, (tallies, entry) -> tallies.put(entry.getKey(), entry.getValue()));
    }

    @Override
    public Mono<OrderPage> orders(OrderQuery query) {
        Selection selection = query.selection();
        String where = Selections.condition(selection) + " and " + condition(query);
        Mono<Long> total = Selections.bind(
                        database.sql("select coalesce(sum(sign), 0) as number from verdict_history where " + where),
                        selection)
                .map(row -> Columns.longOf(row, "number"))
                .one();
        return total.flatMap(count -> page(query, where)
                .map(rows -> new OrderPage(
                        count, rows.subList(0, Math.min(rows.size(), query.limit())), rows.size() > query.limit())));
    }

    @Override
    public Mono<List<StoredEvent>> eventsOf(String subject) {
        return database.sql("""
                        select type, recorded_micros, tier, raw from journal
                        where subject = :subject order by position""")
                .bind("subject", subject)
                .map(this::storedEvent)
                .all()
                .collectList();
    }

    @Override
    public Mono<Long> lastRecordedMicros() {
        return database.sql("""
                        select coalesce((select recorded_micros from journal order by position desc limit 1), 0)
                        as number""").map(row -> Columns.longOf(row, "number")).one();
    }

    private Mono<List<OrderRow>> page(OrderQuery query, String where) {
        String after = query.after().isEmpty()
                ? ""
                : " and (deadline_seconds, deadline_nanos, order_id) > (:seconds, :nanos, :order)";
        GenericExecuteSpec spec = Selections.bind(
                database.sql("select " + OrderRows.COLUMNS + " from verdict_history where " + where + after
                        + " group by " + OrderRows.COLUMNS
                        + " having sum(sign) > 0 order by deadline_seconds, deadline_nanos, order_id limit "
                        + (query.limit() + 1)),
                query.selection());
        if (query.after().isPresent()) {
            OrderQuery.After last = query.after().get();
            spec = spec.bind("seconds", last.deadline().getEpochSecond())
                    .bind("nanos", last.deadline().getNano())
                    .bind("order", last.orderId());
        }
        return spec.map(OrderRows::of).all().collectList();
    }

    private StoredEvent storedEvent(Readable row) {
        String raw = Columns.textOf(row, "raw");
        OrderEvent event = reader.read(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        OrderEvent resolved =
                event instanceof OrderEvent.Placed placed ? placed.withTier(Columns.textOf(row, "tier")) : event;
        Instant recorded = Instant.EPOCH.plus(Columns.longOf(row, "recorded_micros"), ChronoUnit.MICROS);
        return new StoredEvent(resolved, Columns.textOf(row, "type"), recorded, raw);
    }

    private static String condition(OrderQuery query) {
        int denominator = VerdictColumns.denominatorOf(query.measure());
        int numerator = VerdictColumns.numeratorOf(query.measure()) | denominator;
        String due = "met & " + denominator + " = " + denominator;
        return switch (query.wanted()) {
            case ALL -> due;
            case MET -> "met & " + numerator + " = " + numerator;
            case MISSED -> due + " and met & " + numerator + " <> " + numerator;
        };
    }
}
