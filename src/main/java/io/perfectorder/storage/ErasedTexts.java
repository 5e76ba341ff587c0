package io.perfectorder.storage;

import io.perfectorder.pipeline.ErasureStore.Pending;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What erasures do to the tables in which people name customers: alerts and what was said of them, notes, scopes, screens, the audit. */
final class ErasedTexts {
    private static final JsonMapper JSON = new JsonMapper();

    private record Column(String table, String name) {}

    /** Columns of JSON in which a customer is a quoted value: there the quotes tell an id from a part of another. */
    private static final List<Column> OF_VALUES =
            List.of(new Column("alert_rule", "body"), new Column("alert_silence", "matchers"));

    private static final List<Column> OF_TEXT = List.of(
            new Column("acknowledgement", "note"),
            new Column("alert_acknowledgement", "note"),
            new Column("alert_decision", "group_key"),
            new Column("alert_decision", "detail"),
            new Column("alert_rule", "body"),
            new Column("alert_silence", "reason"),
            new Column("alert_status", "evidence"),
            new Column("alert_transition", "evidence"),
            new Column("api_key", "name"),
            new Column("wall_link", "name"),
            new Column("wall_link", "address"));

    /** The fingerprint of a row of {@code alert_transition} whose value is {@code $2}; as {@link io.perfectorder.alerting.AlertKey} has it. */
    private static final String FINGERPRINT = """
            left(encode(sha256(convert_to(rule, 'UTF8') || '\\x00'::bytea || convert_to(tier, 'UTF8') || '\\x00'::bytea
              || convert_to(dimension, 'UTF8') || '\\x00'::bytea || convert_to($2, 'UTF8')), 'hex'), 16)""";

    private static final String OF_CUSTOMER = " where dimension = 'customer' and value = $1";

    /** One transaction. */
    Mono<Void> rename(PostgresqlConnection connection, Pending customer) {
        String json = quoted(customer.customer());
        return alerts(connection, customer)
                .thenMany(Flux.fromIterable(OF_VALUES).concatWith(scopes(connection)))
                .concatMap(column -> values(connection, column, json, quoted(customer.pseudonym())))
                .thenMany(Flux.fromIterable(written(customer.customer())))
                .concatMap(id -> Flux.fromIterable(OF_TEXT)
                        .concatMap(column -> texts(connection, column, id, customer.pseudonym()))
                        .then(Database.rows(
                                        connection,
                                        row -> Columns.longOf(row, "changed"),
                                        "select audit_erase($1, $2) as changed",
                                        id,
                                        customer.pseudonym())
                                .then()))
                .then();
    }

    /** Whoever may have a scope has it in a column of that name, as the JSON of one. */
    private static Flux<Column> scopes(PostgresqlConnection connection) {
        return Database.rows(connection, row -> new Column(Columns.textOf(row, "name"), "scope"), """
                        select table_name::text as name from information_schema.columns
                        where table_schema = current_schema() and column_name = 'scope' order by table_name""")
                .collectList()
                .flatMapIterable(columns -> columns);
    }

    /** The id as it is written in texts, in JSON, in JSON in JSON, and in addresses. */
    private static Set<String> written(String id) {
        Set<String> ways = new LinkedHashSet<>();
        ways.add(id);
        String json = quoted(id);
        ways.add(json.substring(1, json.length() - 1));
        String twice = quoted(json);
        ways.add(twice.substring(3, twice.length() - 3));
        ways.add(URLEncoder.encode(id, StandardCharsets.UTF_8));
        ways.add(URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"));
        return ways;
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    /** Whoever has the alerts open must read them again: the epoch tells. */
    private static Mono<Void> alerts(PostgresqlConnection connection, Pending customer) {
        String renamed = "(select distinct fingerprint as old, " + FINGERPRINT + " as new from alert_transition"
                + OF_CUSTOMER + ") as renamed";
        return Flux.just(
                        "update alert_decision d set fingerprint = renamed.new from " + renamed
                                + " where d.fingerprint = renamed.old",
                        "update alert_acknowledgement a set fingerprint = renamed.new from " + renamed
                                + " where a.fingerprint = renamed.old",
                        "update alert_transition set value = $2, fingerprint = " + FINGERPRINT + OF_CUSTOMER,
                        "update alert_status set value = $2" + OF_CUSTOMER)
                .concatMap(sql -> Database.execute(connection, sql, customer.customer(), customer.pseudonym()))
                .startWith(Database.execute(connection, "update alert_writer set epoch = epoch + 1"))
                .then();
    }

    private static Mono<Long> values(PostgresqlConnection connection, Column column, String id, String pseudonym) {
        return Database.execute(
                connection,
                "update %1$s set %2$s = replace(%2$s, $1, $2) where strpos(%2$s, $1) > 0"
                        .formatted(column.table(), column.name()),
                id,
                pseudonym);
    }

    private static Mono<Long> texts(PostgresqlConnection connection, Column column, String id, String pseudonym) {
        return Database.execute(
                connection,
                "update %1$s set %2$s = erased_text(%2$s, $1, $2) where strpos(%2$s, $1) > 0"
                        .formatted(column.table(), column.name()),
                id,
                pseudonym);
    }
}
