package io.perfectorder.storage;

import io.perfectorder.pipeline.Trimming;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Removes old rows from PostgreSQL, a few in a transaction. */
public final class PostgresTrimming implements Trimming {
    private final Database database;

    public PostgresTrimming(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Long> trim(Kept kept, Instant olderThan, int most) {
        return StoreFailures.told(database.transaction(connection -> switch (kept) {
            case DEAD_LETTERS -> Database.execute(connection, """
                    delete from dead_letter where number = any (array(
                      select number from dead_letter where recorded_at < $1 order by recorded_at limit $2))""", olderThan, most);
            case NOTES -> Database.execute(connection, """
                    delete from acknowledgement where number = any (array(
                      select number from acknowledgement where acknowledged_at < $1 order by acknowledged_at limit $2))""", olderThan, most);
            case ALERTS -> alerts(connection, olderThan, most);
            case SILENCES -> Database.execute(connection, """
                    delete from alert_silence where number = any (array(
                      select number from alert_silence where ends_at < $1 and origin = 'api' order by ends_at limit $2))""", olderThan, most);
        }));
    }

    /** Of an alert that is pending or firing, and while something is still to be told, everything stays. */
    private static Mono<Long> alerts(PostgresqlConnection connection, Instant olderThan, int most) {
        return Database.rows(connection, row -> Columns.longOf(row, "number"), """
                        select number from alert_transition t
                        where at < $1 and decided
                          and not exists (select from alert_status s
                                          where (s.rule, s.tier, s.dimension, s.value) = (t.rule, t.tier, t.dimension, t.value))
                          and not exists (select from alert_decision d where d.transition = t.number and d.due_at is not null)
                        order by at limit $2""", olderThan, most)
                .collectList()
                .map(numbers -> numbers.toArray(Long[]::new))
                .flatMap(over -> Database.execute(
                                connection, "delete from alert_decision where transition = any ($1)", (Object) over)
                        .then(Database.execute(
                                connection, "delete from alert_transition where number = any ($1)", (Object) over)))
                .delayUntil(_ -> Database.execute(connection, """
                        delete from alert_acknowledgement where number = any (array(
                          select number from alert_acknowledgement a
                          where acknowledged_at < $1
                            and not exists (select from alert_transition t
                                            where t.fingerprint = a.fingerprint and t.started_at = a.started_at)
                          limit $2))""", olderThan, most));
    }
}
