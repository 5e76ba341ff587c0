package io.perfectorder.storage;

import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.pipeline.Checkpoint;
import io.perfectorder.pipeline.HistoryChapter;
import io.perfectorder.pipeline.HistoryChapter.RecordedChange;
import io.perfectorder.pipeline.HistoryState;
import io.perfectorder.pipeline.Progress;
import io.perfectorder.pipeline.ScopedCells.Cell;
import io.perfectorder.pipeline.VerdictHistory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * The verdict history in PostgreSQL: append-only rows with a sign, the tiers of customers, the checkpoint and the progress, one
 * transaction a chapter. It does not wait for the disk: what a crash takes away is derived again from the journal.
 */
public final class PostgresVerdictHistory implements VerdictHistory {
    private static final int PIECE_BYTES = 128 << 10;

    /** A stored checkpoint, and how long its state is. */
    private record Kept(Progress progress, int bytes) {}

    private record Piece(int from, ByteBuffer piece) {}

    private record Row(RecordedChange change, int sign, Verdict.Judged verdict) {}

    private final Database database;

    public PostgresVerdictHistory(Database database) {
        this.database = database;
    }

    @Override
    public Mono<HistoryState> open(String policy) {
        return database.transaction(
                connection -> emptyUnlessJudgedBy(connection, policy).then(stored(connection)));
    }

    /** Reads in the transaction of the connection. */
    static Mono<HistoryState> stored(PostgresqlConnection connection) {
        return Mono.zip(progress(connection), checkpoint(connection), customerTiers(connection))
                .map(read -> new HistoryState(read.getT1(), read.getT2(), read.getT3()));
    }

    @Override
    public Mono<List<Cell>> recordedAfter(long afterMicros, long untilMicros) {
        return recordedAfter(database, afterMicros, untilMicros);
    }

    @Override
    public Mono<List<Cell>> dueAfter(long minute, long untilMicros) {
        return dueAfter(database, minute, untilMicros);
    }

    /**
     * The last of the history is in the last blocks of the table, which must not be read as a whole when there are no statistics of it yet.
     */
    static Mono<List<Cell>> recordedAfter(Database database, long afterMicros, long untilMicros) {
        return database.transaction(connection -> Database.execute(connection, "set local enable_seqscan = off")
                .then(cells(connection, "recorded_micros > $1 and recorded_micros <= $2", afterMicros, untilMicros)));
    }

    static Mono<List<Cell>> dueAfter(Database database, long minute, long untilMicros) {
        String condition = "(deadline_seconds, deadline_nanos) > ($1, 0) and recorded_micros <= $2";
        return database.transaction(
                connection -> cells(connection, condition, Math.multiplyExact(minute, 60L), untilMicros));
    }

    /** The cells are few enough to be grouped in memory. */
    private static Mono<List<Cell>> cells(
            PostgresqlConnection connection, String condition, long after, long untilMicros) {
        return Database.execute(connection, "set local enable_sort = off")
                .then(Database.execute(connection, "set local work_mem = '64MB'"))
                .thenMany(Database.rows(
                        connection,
                        CellRows::unpacked,
                        CellRows.SELECTED_PACKED + " where " + condition + CellRows.PACKED,
                        after,
                        untilMicros))
                .collect(ArrayList::new, List::addAll);
    }

    @Override
    public Mono<Void> write(long epoch, HistoryChapter chapter) {
        return database.transaction(connection -> Database.execute(connection, "set local synchronous_commit = off")
                .then(PostgresJournal.holdEpoch(connection, epoch))
                .then(copyChanges(connection, chapter.changes()))
                .then(writeTiers(connection, chapter.customerTiers()))
                .then(writeCheckpoint(connection, chapter.checkpoint()))
                .then(writeProgress(connection, chapter.progress()))
                .then());
    }

    private static Mono<Void> emptyUnlessJudgedBy(PostgresqlConnection connection, String policy) {
        return Database.execute(connection, """
                        update history_progress set policy = $1, position = 0, recorded_micros = 0, accepted = 0,
                                                    newest_seconds = null, newest_nanos = null
                        where policy <> $1""", policy)
                .filter(reset -> reset > 0)
                .flatMap(_ -> Database.execute(connection, "truncate verdict_history, customer_tier, checkpoint"))
                .then();
    }

    private static Mono<Progress> progress(PostgresqlConnection connection) {
        return Database.rows(connection, PostgresVerdictHistory::progressOf, "select * from history_progress")
                .single();
    }

    static Progress progressOf(Readable row) {
        return new Progress(
                Columns.longOf(row, "position"),
                Columns.longOf(row, "recorded_micros"),
                Columns.longOf(row, "accepted"),
                Columns.instantOf(row, "newest"));
    }

    private static Mono<Optional<Checkpoint>> checkpoint(PostgresqlConnection connection) {
        return Database.rows(connection, row -> new Kept(progressOf(row), Columns.intOf(row, "bytes")), """
                        select position, recorded_micros, accepted, newest_seconds, newest_nanos, length(state) as bytes
                        from checkpoint order by position desc limit 1""")
                .next()
                .flatMap(kept -> state(connection, kept))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    /** In pieces, since a driver takes long to put a row of many megabytes together. */
    private static Mono<Checkpoint> state(PostgresqlConnection connection, Kept kept) {
        return Database.rows(
                        connection,
                        row -> new Piece(
                                Columns.intOf(row, "start"),
                                Objects.requireNonNull(row.get("piece", ByteBuffer.class))),
                        """
                        select start, substring(state from start + 1 for $2) as piece
                        from checkpoint, generate_series(0, length(state), $2) as start
                        where position = $1""",
                        kept.progress().position(),
                        PIECE_BYTES)
                .collect(
                        () -> new byte[kept.bytes()],
                        (state, piece) -> piece.piece()
                                .get(state, piece.from(), piece.piece().remaining()))
                .map(state -> new Checkpoint(kept.progress(), state));
    }

    private static Mono<Map<String, String>> customerTiers(PostgresqlConnection connection) {
        return Database.rows(
                        connection,
                        row -> Map.entry(Columns.textOf(row, "customer_id"), Columns.textOf(row, "tier")),
                        "select customer_id, tier from customer_tier")
                .collect(HashMap::new, (tiers, entry) -> tiers.put(entry.getKey(), entry.getValue()));
    }

    private static Mono<Long> copyChanges(PostgresqlConnection connection, List<RecordedChange> changes) {
        List<Row> rows = new ArrayList<>(changes.size() * 2);
        for (RecordedChange recorded : changes) {
            if (recorded.change().before() instanceof Verdict.Judged before) {
                rows.add(new Row(recorded, -1, before));
            }
            if (recorded.change().after() instanceof Verdict.Judged after) {
                rows.add(new Row(recorded, 1, after));
            }
        }
        if (rows.isEmpty()) {
            return Mono.just(0L);
        }
        return connection.copyIn("""
                copy verdict_history (order_id, position, recorded_micros, sign, deadline_seconds, deadline_nanos, tier,
                    region, distribution_centre, carrier, customer, channel, met)
                from stdin (format binary)""", CopyRows.of(rows, 13, PostgresVerdictHistory::row));
    }

    private static void row(CopyRows out, Row row) {
        Verdict.Judged verdict = row.verdict();
        out.text(row.change().change().orderId())
                .bigint(row.change().position())
                .bigint(row.change().recordedMicros())
                .smallint(row.sign())
                .bigint(verdict.deadline().getEpochSecond())
                .integer(verdict.deadline().getNano())
                .text(verdict.dimensions().tier())
                .text(verdict.dimensions().region())
                .text(verdict.dimensions().distributionCentre())
                .text(verdict.dimensions().carrier())
                .text(verdict.dimensions().customer())
                .text(verdict.dimensions().channel())
                .smallint(verdict.met());
    }

    private static Mono<Void> writeTiers(PostgresqlConnection connection, Map<String, Optional<String>> tiers) {
        if (tiers.isEmpty()) {
            return Mono.empty();
        }
        String[] gone = tiers.entrySet().stream()
                .filter(tier -> tier.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        List<Map.Entry<String, Optional<String>>> set = tiers.entrySet().stream()
                .filter(tier -> tier.getValue().isPresent())
                .toList();
        return Database.execute(
                        connection, "delete from customer_tier where customer_id = any ($1::text[])", (Object) gone)
                .then(Database.execute(
                        connection,
                        """
                        insert into customer_tier (customer_id, tier)
                        select * from unnest($1::text[], $2::text[])
                        on conflict (customer_id) do update set tier = excluded.tier""",
                        set.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        set.stream().map(tier -> tier.getValue().orElseThrow()).toArray(String[]::new)))
                .then();
    }

    private static Mono<Void> writeCheckpoint(PostgresqlConnection connection, Optional<Checkpoint> checkpoint) {
        return Mono.justOrEmpty(checkpoint)
                .flatMap(taken -> Database.execute(connection, "delete from checkpoint")
                        .then(Database.execute(
                                connection, """
                                insert into checkpoint (position, recorded_micros, accepted, newest_seconds, newest_nanos, state)
                                values ($1, $2, $3, $4, $5, $6)""", withNewest(taken.progress(), ByteBuffer.wrap(taken.state())))))
                .then();
    }

    private static Mono<Long> writeProgress(PostgresqlConnection connection, Progress progress) {
        return Database.execute(connection, """
                update history_progress set position = $1, recorded_micros = $2, accepted = $3, newest_seconds = $4,
                                            newest_nanos = $5""", withNewest(progress));
    }

    private static Object[] withNewest(Progress progress, Object... more) {
        List<Object> parameters = new ArrayList<>(List.of(
                progress.position(),
                progress.recordedMicros(),
                progress.accepted(),
                Parameters.in(
                        R2dbcType.BIGINT,
                        progress.newestEvent().map(t -> t.getEpochSecond()).orElse(null)),
                Parameters.in(
                        R2dbcType.INTEGER,
                        progress.newestEvent().map(t -> t.getNano()).orElse(null))));
        parameters.addAll(List.of(more));
        return parameters.toArray();
    }
}
