package io.perfectorder.storage;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
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
    /** The columns that are alike in the rows of one verdict, in the order of the index first. */
    private static final String ORDER = "deadline_seconds, deadline_nanos, order_id, tier, region, distribution_centre,"
            + " carrier, customer, channel, met";

    private final DatabaseClient database;
    private final EventReader reader;

    public PostgresReadings(DatabaseClient database, EventReader reader) {
        this.database = database;
        this.reader = reader;
    }

    @Override
    public Mono<SortedMap<String, Tally>> tallies(Selection selection, GroupBy by) {
        String sql = "select " + columnOf(by) + " as key, " + VerdictColumns.COUNTS + " from verdict_history where "
                + condition(selection) + " group by 1 having sum(sign) <> 0";
        return bind(database.sql(sql), selection)
                .map(row -> Map.entry(Columns.textOf(row, "key"), VerdictColumns.tallyOf(row)))
                .all()
                .collect(TreeMap::new, (tallies, entry) -> tallies.put(entry.getKey(), entry.getValue()));
    }

    @Override
    public Mono<OrderPage> orders(OrderQuery query) {
        Selection selection = query.selection();
        String where = condition(selection) + " and " + condition(query);
        Mono<Long> total = bind(
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
        GenericExecuteSpec spec = bind(
                database.sql("select " + ORDER + " from verdict_history where " + where + after + " group by " + ORDER
                        + " having sum(sign) > 0 order by deadline_seconds, deadline_nanos, order_id limit "
                        + (query.limit() + 1)),
                query.selection());
        if (query.after().isPresent()) {
            OrderQuery.After last = query.after().get();
            spec = spec.bind("seconds", last.deadline().getEpochSecond())
                    .bind("nanos", last.deadline().getNano())
                    .bind("order", last.orderId());
        }
        return spec.map(PostgresReadings::orderRow).all().collectList();
    }

    private StoredEvent storedEvent(Readable row) {
        String raw = Columns.textOf(row, "raw");
        OrderEvent event = reader.read(raw.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        OrderEvent resolved =
                event instanceof OrderEvent.Placed placed ? placed.withTier(Columns.textOf(row, "tier")) : event;
        Instant recorded = Instant.EPOCH.plus(Columns.longOf(row, "recorded_micros"), ChronoUnit.MICROS);
        return new StoredEvent(resolved, Columns.textOf(row, "type"), recorded, raw);
    }

    private static OrderRow orderRow(Readable row) {
        Dimensions dimensions = new Dimensions(
                Columns.textOf(row, "tier"),
                Columns.textOf(row, "region"),
                Columns.textOf(row, "distribution_centre"),
                Columns.textOf(row, "carrier"),
                Columns.textOf(row, "customer"),
                Columns.textOf(row, "channel"));
        Instant deadline = Columns.instantOf(row, "deadline").orElseThrow();
        return new OrderRow(
                Columns.textOf(row, "order_id"), new Verdict.Judged(deadline, dimensions, Columns.intOf(row, "met")));
    }

    private static String condition(Selection selection) {
        // The panes that end in (from, to] hold just the deadlines in (from, to], down to the nanosecond.
        StringBuilder where = new StringBuilder("""
                (deadline_seconds, deadline_nanos) > (:from, 0) and (deadline_seconds, deadline_nanos) <= (:to, 0)""");
        if (selection.knownAtMicros() != Selection.NOW) {
            where.append(" and recorded_micros <= :known");
        }
        selection
                .filters()
                .keySet()
                .forEach(by -> where.append(" and ")
                        .append(columnOf(by))
                        .append(" = :")
                        .append(by.key()));
        return where.toString();
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

    private static GenericExecuteSpec bind(GenericExecuteSpec spec, Selection selection) {
        GenericExecuteSpec bound = spec.bind("from", Math.multiplyExact(selection.fromMinute(), 60L))
                .bind("to", Math.multiplyExact(selection.toMinute(), 60L));
        if (selection.knownAtMicros() != Selection.NOW) {
            bound = bound.bind("known", selection.knownAtMicros());
        }
        for (Map.Entry<GroupBy, String> filter : selection.filters().entrySet()) {
            bound = bound.bind(filter.getKey().key(), filter.getValue());
        }
        return bound;
    }

    private static String columnOf(GroupBy by) {
        return switch (by) {
            case TIER -> "tier";
            case REGION -> "region";
            case DISTRIBUTION_CENTRE -> "distribution_centre";
            case CARRIER -> "carrier";
            case CUSTOMER -> "customer";
            case CHANNEL -> "channel";
            case ALL -> "'all'";
        };
    }
}
