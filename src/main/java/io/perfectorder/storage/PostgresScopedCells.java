package io.perfectorder.storage;

import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.ScopedCells;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** Adds up the signs of the verdict history, cell by cell. */
public final class PostgresScopedCells implements ScopedCells {
    /** Rows on their way at one time; the server keeps the rest until they are asked for. */
    private static final int FETCHED_ROWS = 5_000;

    private final DatabaseClient database;

    public PostgresScopedCells(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<Cell> between(Map<GroupBy, Set<String>> scope, long afterMicros, long untilMicros, long fromMinute) {
        String sql = CellRows.SELECTED
                + " where recorded_micros > :after and recorded_micros <= :until"
                + " and (deadline_seconds, deadline_nanos) > (:from, 0)"
                + Selections.scopeCondition(scope)
                + CellRows.ADDED_UP;
        return Selections.bindScope(database.sql(sql), scope)
                .bind("after", afterMicros)
                .bind("until", untilMicros)
                .bind("from", Math.multiplyExact(fromMinute, 60L))
                .filter(statement -> statement.fetchSize(FETCHED_ROWS))
                .map(CellRows::of)
                .all();
    }
}
