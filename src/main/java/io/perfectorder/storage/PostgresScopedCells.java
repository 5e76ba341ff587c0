package io.perfectorder.storage;

import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.ScopedCells;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Adds up the signs of the verdict history, cell by cell. */
public final class PostgresScopedCells implements ScopedCells {
    /** Rows on their way at one time; the server keeps the rest until they are asked for. */
    private static final int FETCHED_ROWS = 5_000;

    private static final String CELL = """
            deadline_seconds / 60 + case when deadline_seconds % 60 > 0 or deadline_nanos > 0 then 1 else 0 end as minute,
            tier, region, distribution_centre, carrier, channel, met""";

    private final DatabaseClient database;

    public PostgresScopedCells(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Cell> between(Map<GroupBy, Set<String>> scope, long afterMicros, long untilMicros, long fromMinute) {
        String sql = "select " + CELL + ", sum(sign) as orders from verdict_history"
                + " where recorded_micros > :after and recorded_micros <= :until"
                + " and (deadline_seconds, deadline_nanos) > (:from, 0)"
                + Selections.scopeCondition(scope)
                + " group by 1, 2, 3, 4, 5, 6, 7 having sum(sign) <> 0";
        return Selections.bindScope(database.sql(sql), scope)
                .bind("after", afterMicros)
                .bind("until", untilMicros)
                .bind("from", Math.multiplyExact(fromMinute, 60L))
                .filter(statement -> statement.fetchSize(FETCHED_ROWS))
                .map(PostgresScopedCells::cellOf)
                .all();
    }

    private static Cell cellOf(Readable row) {
        Dimensions dimensions = new Dimensions(
                Columns.textOf(row, "tier"),
                Columns.textOf(row, "region"),
                Columns.textOf(row, "distribution_centre"),
                Columns.textOf(row, "carrier"),
                "",
                Columns.textOf(row, "channel"));
        return new Cell(
                dimensions,
                Columns.longOf(row, "minute"),
                Columns.intOf(row, "met"),
                Math.toIntExact(Columns.longOf(row, "orders")));
    }
}
