package io.perfectorder.storage;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderList;
import io.perfectorder.pipeline.OrderListSort;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.Selection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of orders from the verdict history. An order is in a list when the signs of its verdict sum up to more than nothing. */
public final class PostgresOrderLists implements OrderLists {
    private static final int MASKS = 1 << Criterion.values().length;

    /** Rows on their way at one time; the server keeps the rest until they are asked for. */
    private static final int FETCHED_ROWS = 500;

    private final DatabaseClient database;

    public PostgresOrderLists(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Long> count(OrderList list) {
        String sql = "select coalesce(sum(sign), 0) as number from verdict_history where " + condition(list);
        return Selections.bind(database.sql(sql), list.selection())
                .map(row -> Columns.longOf(row, "number"))
                .one();
    }

    @Override
    public Mono<List<OrderRow>> page(OrderList list, long offset, int limit) {
        String sql = select(list) + " offset :offset limit :limit";
        return Selections.bind(database.sql(sql), list.selection())
                .bind("offset", offset)
                .bind("limit", limit)
                .map(OrderRows::of)
                .all()
                .collectList();
    }

    @Override
    public Flux<OrderRow> all(OrderList list) {
        GenericExecuteSpec spec = Selections.bind(database.sql(select(list)), list.selection());
        return spec.filter(statement -> statement.fetchSize(FETCHED_ROWS))
                .map(OrderRows::of)
                .all();
    }

    @Override
    public Mono<Map<Integer, Long>> verdicts(Selection selection) {
        String sql = "select met, sum(sign) as number from verdict_history where " + Selections.condition(selection)
                + " group by met having sum(sign) <> 0";
        return Selections.bind(database.sql(sql), selection)
                .map(row -> Map.entry(Columns.intOf(row, "met"), Columns.longOf(row, "number")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<List<String>> values(Selection selection, GroupBy by, int limit) {
        String column = Selections.columnOf(by);
        String sql = "select " + column + " as value from verdict_history where " + Selections.condition(selection)
                + " group by 1 having sum(sign) <> 0 order by sum(sign) desc, 1 limit :limit";
        return Selections.bind(database.sql(sql), selection)
                .bind("limit", limit)
                .map(row -> Columns.textOf(row, "value"))
                .all()
                .collectList();
    }

    private static String select(OrderList list) {
        return "select " + OrderRows.COLUMNS + " from verdict_history where " + condition(list) + " group by "
                + OrderRows.COLUMNS + " having sum(sign) > 0 order by " + order(list.sort());
    }

    private static String order(OrderListSort sort) {
        String way = sort.descending() ? " desc" : "";
        String id = ", order_id" + way;
        return switch (sort.column()) {
            case DEADLINE -> "deadline_seconds" + way + ", deadline_nanos" + way + id;
            case ORDER -> "order_id" + way;
            case CUSTOMER -> "customer" + way + id;
            case TIER -> "tier" + way + id;
            case REGION -> "region" + way + id;
            case DISTRIBUTION_CENTRE -> "distribution_centre" + way + id;
            case CARRIER -> "carrier" + way + id;
        };
    }

    /** Measure, outcome and causes are all told by the mask of met criteria, so the masks that pass are listed. */
    private static String condition(OrderList list) {
        String masks = IntStream.range(0, MASKS)
                .filter(met -> passes(list, met))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        String passing = masks.isEmpty() ? "false" : "met in (" + masks + ")";
        return Selections.condition(list.selection()) + " and " + passing;
    }

    private static boolean passes(OrderList list, int met) {
        Measure measure = list.measure();
        int denominator = VerdictColumns.denominatorOf(measure);
        int numerator = VerdictColumns.numeratorOf(measure) | denominator;
        boolean due = (met & denominator) == denominator;
        boolean hit = (met & numerator) == numerator;
        boolean wanted = switch (list.wanted()) {
            case ALL -> due;
            case MET -> hit;
            case MISSED -> due && !hit;
        };
        return wanted && list.causes().hold(met);
    }
}
