package io.perfectorder.storage;

import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertChange;
import io.perfectorder.alerting.AlertKey;
import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.Decision;
import io.perfectorder.alerting.Episode;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.KeptDecision;
import io.perfectorder.alerting.OpenedAlerts;
import io.perfectorder.alerting.Settlement;
import io.perfectorder.core.alert.AlertStatus;
import io.perfectorder.core.alert.Phase;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** Alerts in PostgreSQL. A state is a row as long as it is pending or firing; a decision that is open has an instant at which it is due. */
public final class PostgresAlerts implements AlertStore {
    private final Database database;

    public PostgresAlerts(Database database) {
        this.database = database;
    }

    @Override
    public Mono<OpenedAlerts> open() {
        return StoreFailures.told(database.transaction(connection -> Database.rows(
                        connection,
                        row -> Columns.longOf(row, "epoch"),
                        "update alert_writer set epoch = epoch + 1 returning epoch")
                .single()
                .flatMap(epoch -> statuses(connection).map(statuses -> new OpenedAlerts(epoch, statuses)))));
    }

    @Override
    public Mono<Map<AlertKey, AlertStatus>> statuses() {
        return StoreFailures.told(database.transaction(PostgresAlerts::statuses));
    }

    private static Mono<Map<AlertKey, AlertStatus>> statuses(PostgresqlConnection connection) {
        return Database.rows(connection, PostgresAlerts::statusOf, "select * from alert_status")
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Void> record(long epoch, List<AlertChange> changes) {
        String rows = AlertRows.json(changes, AlertRows::row);
        return StoreFailures.told(database.transaction(connection -> holdEpoch(connection, epoch)
                .then(Database.execute(connection, """
                        insert into alert_transition
                          (rule, tier, dimension, value, fingerprint, from_phase, to_phase, at, started_at, evidence, decided)
                        select rule, tier, dimension, value, fingerprint, from_phase, to_phase, at, started_at, evidence, decided
                        from jsonb_to_recordset($1::jsonb) as t
                          (rule text, tier text, dimension text, value text, fingerprint text, from_phase text, to_phase text,
                           at timestamptz, started_at timestamptz, evidence text, decided boolean)""", rows))
                .then(Database.execute(connection, """
                        delete from alert_status s
                        using jsonb_to_recordset($1::jsonb) as t
                          (rule text, tier text, dimension text, value text, to_phase text)
                        where (s.rule, s.tier, s.dimension, s.value) = (t.rule, t.tier, t.dimension, t.value)
                          and t.to_phase in ('INACTIVE', 'RESOLVED')""", rows))
                .then(Database.execute(connection, """
                        insert into alert_status (rule, tier, dimension, value, phase, since, evidence)
                        select rule, tier, dimension, value, to_phase, at, evidence
                        from jsonb_to_recordset($1::jsonb) as t
                          (rule text, tier text, dimension text, value text, to_phase text, at timestamptz, evidence text)
                        where to_phase in ('PENDING', 'FIRING')
                        on conflict (rule, tier, dimension, value)
                          do update set phase = excluded.phase, since = excluded.since, evidence = excluded.evidence""", rows))
                .then()));
    }

    @Override
    public Mono<List<KeptChange>> undecided(int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        AlertRows::changeOf,
                        "select " + AlertRows.CHANGE
                                + " from alert_transition where not decided order by number limit $1",
                        limit))
                .collectList());
    }

    @Override
    public Mono<Void> decide(Collection<Long> transitions, List<Decision> decisions) {
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection, """
                        insert into alert_decision
                          (fingerprint, started_at, transition, occasion, step, route, channel, group_key, reason, detail,
                           planned_at, settled_at, due_at, attempts)
                        select fingerprint, started_at, transition, occasion, step, route, channel, group_key, reason, detail,
                          planned_at, settled_at, due_at, attempts
                        from jsonb_to_recordset($1::jsonb) as t
                          (fingerprint text, started_at timestamptz, transition bigint, occasion text, step integer, route text,
                           channel text, group_key text, reason text, detail text, planned_at timestamptz,
                           settled_at timestamptz, due_at timestamptz, attempts integer)
                        on conflict do nothing""", AlertRows.json(decisions, AlertRows::row))
                .then(Database.execute(
                        connection, "update alert_transition set decided = true where number = any ($1)", (Object)
                                transitions.toArray(Long[]::new)))
                .then()));
    }

    @Override
    public Mono<List<KeptDecision>> due(Instant now, Set<String> exceptChannels, int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        AlertRows::decisionOf,
                        "select " + AlertRows.DECISION
                                + " from alert_decision where due_at <= $1 and channel <> all ($2)"
                                + " order by due_at, number limit $3",
                        now,
                        exceptChannels.toArray(String[]::new),
                        limit))
                .collectList());
    }

    @Override
    public Mono<Void> settle(List<Settlement> settlements) {
        return StoreFailures.told(database.transaction(
                connection -> Database.execute(connection, """
                        update alert_decision d
                        set reason = t.reason, detail = t.detail, attempts = t.attempts, due_at = t.due_at, settled_at = t.settled_at
                        from jsonb_to_recordset($1::jsonb) as t
                          (number bigint, reason text, detail text, attempts integer, due_at timestamptz, settled_at timestamptz)
                        where d.number = t.number and d.due_at is not null""", AlertRows.json(settlements, AlertRows::row))
                        .then()));
    }

    @Override
    public Mono<List<Episode>> firing(int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        row -> new Episode(
                                new AlertKey(Columns.textOf(row, "rule"), AlertRows.groupOf(row)).fingerprint(),
                                Columns.timeOf(row, "since")),
                        "select rule, tier, dimension, value, since from alert_status where phase = 'FIRING'"
                                + " order by since limit $1",
                        limit))
                .collectList());
    }

    @Override
    public Mono<List<EpisodeRecord>> episodes(Collection<Episode> episodes) {
        if (episodes.isEmpty()) {
            return Mono.just(List.of());
        }
        String wanted = AlertRows.json(episodes, AlertRows::row);
        return StoreFailures.told(database.query(connection -> Mono.zip(
                                Database.rows(
                                                connection,
                                                AlertRows::changeOf,
                                                of("alert_transition", AlertRows.CHANGE),
                                                wanted)
                                        .collectList(),
                                Database.rows(
                                                connection,
                                                AlertRows::decisionOf,
                                                of("alert_decision", AlertRows.DECISION),
                                                wanted)
                                        .collectList(),
                                Database.rows(
                                                connection,
                                                AlertRows::acknowledgementOf,
                                                of("alert_acknowledgement", "*"),
                                                wanted)
                                        .collectList())
                        .map(read -> records(read.getT1(), read.getT2(), read.getT3())))
                .single());
    }

    @Override
    public Mono<Void> acknowledge(AlertAcknowledgement given) {
        String row = AlertRows.json(List.of(given), each -> {
            Map<String, Object> columns = AlertRows.row(each.episode());
            columns.put("acknowledged_by", each.by());
            columns.put("note", each.note());
            columns.put("acknowledged_at", each.at().toString());
            each.until().ifPresent(until -> columns.put("until", until.toString()));
            return columns;
        });
        return StoreFailures.told(database.transaction(
                connection -> Database.execute(connection, """
                        insert into alert_acknowledgement
                          (fingerprint, started_at, acknowledged_by, note, acknowledged_at, until)
                        select * from jsonb_to_recordset($1::jsonb) as t
                          (fingerprint text, started_at timestamptz, acknowledged_by text, note text,
                           acknowledged_at timestamptz, until timestamptz)""", row).then()));
    }

    @Override
    public Mono<List<KeptChange>> history(String rule, long before, int limit) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        AlertRows::changeOf,
                        "select " + AlertRows.CHANGE
                                + " from alert_transition where number < $1 and ($2 = '' or rule = $2)"
                                + " order by number desc limit $3",
                        before,
                        rule,
                        limit))
                .collectList());
    }

    @Override
    public Mono<Episode> newestEpisode(String fingerprint) {
        return StoreFailures.told(database.query(connection -> Database.rows(
                        connection,
                        AlertRows::episodeOf,
                        "select fingerprint, started_at from alert_transition where fingerprint = $1"
                                + " and started_at is not null order by started_at desc limit 1",
                        fingerprint))
                .next());
    }

    private static String of(String table, String columns) {
        return "select " + columns + " from " + table
                + " where (fingerprint, started_at) in (select t.fingerprint, t.started_at"
                + " from jsonb_to_recordset($1::jsonb) as t (fingerprint text, started_at timestamptz)) order by number";
    }

    private static List<EpisodeRecord> records(
            List<KeptChange> changes, List<KeptDecision> decisions, List<AlertAcknowledgement> acknowledgements) {
        Map<Episode, List<KeptDecision>> decided = decisions.stream()
                .collect(Collectors.groupingBy(kept -> kept.decision().episode()));
        Map<Episode, AlertAcknowledgement> held = new LinkedHashMap<>();
        acknowledgements.forEach(given -> held.put(given.episode(), given));
        Map<Episode, KeptChange> ended = new LinkedHashMap<>();
        Map<Episode, KeptChange> fired = new LinkedHashMap<>();
        changes.forEach(kept -> kept.change()
                .episode()
                .ifPresent(episode ->
                        (kept.change().transition().to() == Phase.FIRING ? fired : ended).put(episode, kept)));
        return fired.entrySet().stream()
                .map(each -> new EpisodeRecord(
                        each.getValue(),
                        Optional.ofNullable(ended.get(each.getKey())),
                        decided.getOrDefault(each.getKey(), List.of()),
                        Optional.ofNullable(held.get(each.getKey()))))
                .toList();
    }

    private static Mono<Void> holdEpoch(PostgresqlConnection connection, long epoch) {
        return Database.rows(
                        connection, row -> Columns.longOf(row, "epoch"), "select epoch from alert_writer for share")
                .single()
                .flatMap(held -> held == epoch
                        ? Mono.empty()
                        : Mono.error(new IllegalStateException("another writer has opened the alerts since")));
    }

    private static Map.Entry<AlertKey, AlertStatus> statusOf(Readable row) {
        return Map.entry(
                new AlertKey(Columns.textOf(row, "rule"), AlertRows.groupOf(row)),
                new AlertStatus(
                        Phase.valueOf(Columns.textOf(row, "phase")),
                        Columns.timeOf(row, "since"),
                        AlertRows.evidenceOf(row)));
    }
}
