package io.perfectorder.storage;

import io.perfectorder.alerting.Matchers;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.SilenceStore;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Silences in PostgreSQL. */
public final class PostgresSilences implements SilenceStore {
    private static final JsonMapper JSON = new JsonMapper();

    /** Later than any instant that a column takes in a form that is read back. */
    private static final Instant FOR_EVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    public PostgresSilences(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<Silence>> open(Instant now) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        PostgresSilences::silenceOf,
                        "select * from alert_silence where ends_at > $1 order by number limit 1000",
                        now))
                .collectList());
    }

    @Override
    public Mono<Long> add(Silence silence, Instant at) {
        return StoreFailures.told(database.transaction(connection -> insert(connection, silence, at)));
    }

    @Override
    public Mono<Boolean> lift(long number, Instant now) {
        return StoreFailures.told(database.transaction(
                connection -> Database.execute(connection, """
                        update alert_silence set ends_at = greatest($2, starts_at + interval '1 microsecond')
                        where number = $1 and ends_at > $2 and origin = 'api'""", number, now).map(changed -> changed == 1)));
    }

    @Override
    public Mono<Void> replaceDeclared(List<Silence> silences, Instant now) {
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection, "delete from alert_silence where origin = 'file'")
                .thenMany(Flux.fromIterable(silences).concatMap(silence -> insert(connection, silence, now)))
                .then()));
    }

    private static Mono<Long> insert(PostgresqlConnection connection, Silence silence, Instant at) {
        return Database.rows(
                        connection,
                        row -> Columns.longOf(row, "number"),
                        """
                        insert into alert_silence (matchers, starts_at, ends_at, created_by, reason, origin, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7) returning number""",
                        JSON.writeValueAsString(silence.matchers().sorted()),
                        silence.startsAt(),
                        silence.endsAt().isAfter(FOR_EVER) ? FOR_EVER : silence.endsAt(),
                        silence.by(),
                        silence.reason(),
                        silence.origin().key(),
                        at)
                .single();
    }

    private static Silence silenceOf(Readable row) {
        Map<String, Set<String>> allowed = new HashMap<>();
        JSON.readTree(Columns.textOf(row, "matchers")).forEachEntry((label, values) -> {
            Set<String> texts = new HashSet<>();
            values.forEach(value -> texts.add(value.asString()));
            allowed.put(label, texts);
        });
        return new Silence(
                Columns.longOf(row, "number"),
                new Matchers(allowed),
                Columns.timeOf(row, "starts_at"),
                Columns.timeOf(row, "ends_at"),
                Columns.textOf(row, "created_by"),
                Columns.textOf(row, "reason"),
                Origin.valueOf(Columns.textOf(row, "origin").toUpperCase(Locale.ROOT)));
    }
}
