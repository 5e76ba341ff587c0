package io.perfectorder.storage;

import io.perfectorder.pipeline.HistoryState;
import io.perfectorder.pipeline.Progress;
import io.perfectorder.pipeline.ScopedCells.Cell;
import io.perfectorder.pipeline.StoreUnavailable;
import io.perfectorder.pipeline.WrittenElsewhere;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** What the leader has written to PostgreSQL. */
public final class PostgresWrittenElsewhere implements WrittenElsewhere {
    private final Database database;

    public PostgresWrittenElsewhere(Database database) {
        this.database = database;
    }

    @Override
    public Mono<HistoryState> history(String policy) {
        return database.transaction(
                connection -> Database.execute(connection, "set transaction isolation level repeatable read, read only")
                        .then(progress(connection, policy))
                        .flatMap(_ -> PostgresVerdictHistory.stored(connection)));
    }

    @Override
    public Mono<List<Cell>> recordedAfter(long afterMicros, long untilMicros) {
        return PostgresVerdictHistory.recordedAfter(database, afterMicros, untilMicros);
    }

    @Override
    public Mono<List<Cell>> dueAfter(long minute, long untilMicros) {
        return PostgresVerdictHistory.dueAfter(database, minute, untilMicros);
    }

    @Override
    public Mono<Progress> progress(String policy) {
        return database.query(connection -> progress(connection, policy)).single();
    }

    @Override
    public Mono<Long> endOfJournal() {
        return database.query(connection -> Database.rows(
                        connection,
                        row -> Columns.longOf(row, "position"),
                        "select position from journal order by position desc limit 1"))
                .next()
                .defaultIfEmpty(0L);
    }

    private static Mono<Progress> progress(PostgresqlConnection connection, String policy) {
        return Database.rows(
                        connection,
                        row -> Objects.equals(policy, row.get("policy", String.class))
                                ? PostgresVerdictHistory.progressOf(row)
                                : unlike(),
                        "select * from history_progress")
                .single();
    }

    private static Progress unlike() {
        throw new StoreUnavailable("the leader judges by other graces than this instance");
    }
}
