package io.perfectorder.storage;

import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Origin;
import io.perfectorder.alerting.RuleStore;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.alerting.declared.RuleText;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Alert rules in PostgreSQL, each in the text form of the API. */
public final class PostgresAlertRules implements RuleStore {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;

    public PostgresAlertRules(Database database) {
        this.database = database;
    }

    @Override
    public Mono<List<KeptRule>> all() {
        return StoreFailures.told(database.query(connection ->
                        Database.rows(connection, PostgresAlertRules::ruleOf, "select * from alert_rule order by id"))
                .collectList());
    }

    @Override
    public Mono<Void> save(KeptRule rule) {
        String body = JSON.writeValueAsString(Map.of("format", FORMAT, "rule", RuleText.of(rule.rule())));
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection, """
                        insert into alert_rule (id, body, origin, changed_by, changed_at) values ($1, $2, $3, $4, $5)
                        on conflict (id) do update set body = excluded.body, origin = excluded.origin,
                          changed_by = excluded.changed_by, changed_at = excluded.changed_at, deleted_at = null""", rule.id(), body, rule.origin().key(), rule.changedBy(), rule.changedAt())
                .then()));
    }

    @Override
    public Mono<Void> delete(String id, Instant at) {
        return StoreFailures.told(database.transaction(connection -> Database.execute(
                        connection,
                        "update alert_rule set deleted_at = $2 where id = $1 and deleted_at is null",
                        id,
                        at)
                .then()));
    }

    private static KeptRule ruleOf(Readable row) {
        String rule = JSON.readTree(Columns.textOf(row, "body")).path("rule").toString();
        return new KeptRule(
                RuleReader.read(rule),
                Origin.valueOf(Columns.textOf(row, "origin").toUpperCase(Locale.ROOT)),
                Columns.textOf(row, "changed_by"),
                Columns.timeOf(row, "changed_at"),
                Columns.maybeTimeOf(row, "deleted_at"));
    }
}
