package io.perfectorder.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.ingest.Decoded;
import io.perfectorder.ingest.EventDecoder;
import io.perfectorder.ingest.JsonEventEraser;
import io.perfectorder.pipeline.EventReader;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.MonitorLoop;
import io.perfectorder.pipeline.MonitorPolicy;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.pipeline.SettledReadings;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A database of every released schema, with data in it, goes forward and gives the right numbers. The data is written by SQL in the shape
 * of that schema, not by the code of today.
 */
class UpgradeTest {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");
    private static final EventDecoder DECODER = new EventDecoder();
    private static final EventReader READER = raw -> switch (DECODER.decode(raw, Instant.MAX, false)) {
        case Decoded.Valid valid -> valid.incoming().event();
        case Decoded.Invalid invalid ->
            throw new AssertionError(invalid.letter().detail());
    };

    /** Three orders: delivered in time, delivered late, never delivered. */
    private static final List<String> EVENTS = List.of(
            placed("a", "gold"),
            delivered("a", "2026-01-02T11:00:00Z"),
            placed("b", "gold"),
            delivered("b", "2026-01-02T13:00:00Z"),
            placed("c", "silver"));

    @TempDir
    static Path directory;

    private static EmbeddedPostgresServer server;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgresServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> aDatabaseOfEveryReleasedSchema_goesForward() {
        return Arrays.stream(Flyway.configure()
                        .dataSource(url("postgres"), user(), password())
                        .load()
                        .info()
                        .all())
                .map(MigrationInfo::getVersion)
                .map(version -> Integer.parseInt(version.getVersion()))
                .map(version -> DynamicTest.dynamicTest("V" + version, () -> goesForwardFrom(version)));
    }

    @Test
    void everyMigrationThatWasReleased_isStillThere() {
        assertThat(Arrays.stream(Flyway.configure()
                                .dataSource(url("postgres"), user(), password())
                                .load()
                                .info()
                                .all())
                        .map(info -> info.getVersion().getVersion()))
                .startsWith("1", "2", "4", "5", "6", "7");
    }

    private static void goesForwardFrom(int version) throws SQLException {
        String name = "from_" + version;
        try (Connection admin = DriverManager.getConnection(url("postgres"), user(), password());
                Statement statement = admin.createStatement()) {
            statement.execute("create database " + name);
        }
        Flyway.configure()
                .dataSource(url(name), user(), password())
                .target(String.valueOf(version))
                .load()
                .migrate();
        try (Connection old = DriverManager.getConnection(url(name), user(), password())) {
            fill(old, version);
        }

        Flyway.configure().dataSource(url(name), user(), password()).load().migrate();

        assertThat(levels(name)).isEqualTo(Map.of("gold", "2 due, 1 perfect", "silver", "1 due, 0 perfect"));
        try (Connection now = DriverManager.getConnection(url(name), user(), password())) {
            assertThat(text(now, "select code || ' ' || convert_from(raw, 'UTF8') from dead_letter"))
                    .isEqualTo("malformed-json {broken");
            if (version >= 4) {
                assertThat(text(now, "select sku from product")).isEqualTo("sku-1");
            }
            if (version >= 5) {
                assertThat(text(now, "select note from acknowledgement")).isEqualTo("called the carrier");
            }
            if (version >= 6) {
                assertThat(text(now, "select count(*)::text from dead_letter where replayed_at is not null"))
                        .isEqualTo("1");
            }
            if (version >= 7) {
                assertThat(text(now, "select reason from alert_silence")).isEqualTo("stock taking");
            }
        }
    }

    private static void fill(Connection old, int version) throws SQLException {
        try (Statement statement = old.createStatement()) {
            statement.execute("create table journal_0 partition of journal for values from (0) to (10000000)");
            statement.execute(
                    "insert into dead_letter (code, detail, raw) values ('malformed-json', 'no object', '{broken')");
            if (version == 1) {
                statement.execute("""
                        insert into verdict_history (order_id, position, recorded_from, pane, deadline_seconds, deadline_nanos, tier, region,
                          distribution_centre, carrier, customer, channel, met)
                        values ('a', 2, 1000002, 0, 0, 0, 'wrong', 'r', 'd', 'k', 'c', 'w', 255)""");
                statement.execute("insert into policy values ('grace', 'of old')");
            } else {
                derivedUpToOrderA(statement);
            }
            if (version >= 4) {
                statement.execute("insert into product values ('sku-1', 1, 2)");
            }
            if (version >= 5) {
                statement.execute("insert into acknowledgement (order_id, acknowledged_by, note)"
                        + " values ('c', 'Ann', 'called the carrier')");
            }
            if (version >= 6) {
                statement.execute("update dead_letter set replayed_at = now()");
            }
            if (version >= 7) {
                statement.execute("""
                        insert into alert_silence (matchers, starts_at, ends_at, created_by, reason, origin, created_at)
                        values ('{"rule":["r"]}', now(), now(), 'Ann', 'stock taking', 'api', now())""");
            }
        }
        journal(old);
    }

    /** The history holds order a already, as the version before left it when it was stopped; b and c are still to come. */
    private static void derivedUpToOrderA(Statement statement) throws SQLException {
        int met = Criterion.DELIVERED.bit()
                | Criterion.ON_TIME.bit()
                | Criterion.IN_FULL.bit()
                | Criterion.DAMAGE_FREE.bit()
                | Criterion.DOCUMENTS_RIGHT.bit()
                | Criterion.PERFECT.bit()
                | Criterion.ERROR_FREE.bit();
        long deadline = Instant.parse("2026-01-02T12:00:00Z").getEpochSecond();
        statement.execute("""
                insert into verdict_history (order_id, position, recorded_micros, sign, deadline_seconds, deadline_nanos, tier, region,
                  distribution_centre, carrier, customer, channel, met)
                values ('a', 1, 1000001, 1, %1$d, 0, 'gold', 'unknown', 'unknown', 'unknown', 'c', 'unknown', 0),
                       ('a', 2, 1000002, -1, %1$d, 0, 'gold', 'unknown', 'unknown', 'unknown', 'c', 'unknown', 0),
                       ('a', 2, 1000002, 1, %1$d, 0, 'gold', 'unknown', 'unknown', 'unknown', 'c', 'unknown', %2$d)""".formatted(deadline, met));
        statement.execute(
                "update history_progress set policy = 'p', position = 2, recorded_micros = 1000002, accepted = 2");
    }

    private static void journal(Connection old) throws SQLException {
        try (var entry = old.prepareStatement("""
                        insert into journal (position, subject, source, id, type, event_seconds, event_nanos, recorded_micros, tier, raw)
                        values (?, ?, 's', ?, ?, 0, 0, ?, ?, ?)""");
                var identity = old.prepareStatement("insert into event_identity values ('s', ?, ?)")) {
            for (int i = 0; i < EVENTS.size(); i++) {
                var event = READER.read(EVENTS.get(i).getBytes(StandardCharsets.UTF_8));
                String id = event.header().identity().id();
                entry.setLong(1, i + 1L);
                entry.setString(2, event.header().subject());
                entry.setString(3, id);
                entry.setString(4, EventTypes.nameOf(event));
                entry.setLong(5, 1_000_001L + i);
                entry.setString(6, id.startsWith("p") ? (id.endsWith("c") ? "silver" : "gold") : "");
                entry.setString(7, EVENTS.get(i));
                entry.execute();
                identity.setString(1, id);
                identity.setLong(2, i + 1L);
                identity.execute();
            }
        }
    }

    private static Map<String, String> levels(String name) {
        ConnectionFactory connections = ConnectionFactories.get(server.connectionOptions()
                .mutate()
                .option(ConnectionFactoryOptions.DATABASE, name)
                .build());
        Database database = new Database(connections);
        Scheduler scheduler = Schedulers.newSingle("upgrade");
        MonitorPolicy policy = new MonitorPolicy(GraceByTier.NONE, "p", false, 100);
        MonitorLoop loop = new MonitorLoop(
                new PostgresJournal(database, READER, new JsonEventEraser()),
                new PostgresVerdictHistory(database),
                policy,
                InstantSource.fixed(NOW),
                scheduler);
        try {
            loop.start().block(Duration.ofMinutes(1));
            long to = NOW.getEpochSecond() / 60;
            Selection month = new Selection(to - 30L * 24 * 60, to, Selection.NOW, Map.of());
            SortedMap<String, Tally> tallies = new SettledReadings(
                            new PostgresReadings(DatabaseClient.create(connections), READER), loop)
                    .tallies(month, GroupBy.TIER)
                    .block(Duration.ofMinutes(1));
            return tallies.entrySet().stream()
                    .collect(java.util.stream.Collectors.toMap(
                            Map.Entry::getKey,
                            tier -> tier.getValue().due() + " due, "
                                    + tier.getValue().perfect() + " perfect"));
        } finally {
            loop.stop().block(Duration.ofMinutes(1));
            scheduler.dispose();
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).as(sql).isTrue();
            return rows.getString(1);
        }
    }

    private static String url(String name) {
        return "jdbc:postgresql://127.0.0.1:"
                + server.connectionOptions().getRequiredValue(ConnectionFactoryOptions.PORT) + "/" + name;
    }

    private static String user() {
        return String.valueOf(server.connectionOptions().getRequiredValue(ConnectionFactoryOptions.USER));
    }

    private static String password() {
        return String.valueOf(server.connectionOptions().getRequiredValue(ConnectionFactoryOptions.PASSWORD));
    }

    private static String placed(String order, String tier) {
        return """
                {"specversion":"1.0","id":"p%1$s","source":"s","type":"order.placed","subject":"%1$s","time":"2026-01-01T00:00:00Z",\
                "data":{"customerId":"c","tier":"%2$s","promisedBy":"2026-01-02T12:00:00Z","lines":[{"line":1,"sku":"x","quantity":1}]}}""".formatted(order, tier);
    }

    private static String delivered(String order, String at) {
        return """
                {"specversion":"1.0","id":"d%1$s","source":"s","type":"delivery.completed","subject":"%1$s","time":"%2$s",\
                "data":{"deliveryId":"d","lines":[{"line":1,"quantity":1}]}}""".formatted(order, at);
    }
}
