package io.perfectorder.engines;

import io.perfectorder.bench.BenchTable;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.testing.Workload;
import io.perfectorder.testing.WorkloadCounts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * What a dashboard does that asks a database for every refresh, on PostgreSQL and on DuckDB, beside a snapshot of our cube, which holds
 * more: all five windows, pairs, trends. Arguments: scale, of which are measured a twentieth, a half and the whole (100,000, 1 and 2
 * million orders at scale 1); runs.
 */
final class SqlBenchmark {
    private static final double[] SHARES = {0.05, 0.5, 1};
    private static final Instant REFRESHED_AT = Workload.START.plus(Workload.LENGTH);
    private static final int WARM_UP = 2_000;
    private static final int SNAPSHOTS = 200;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Path work;
    private final int runs;
    private final BenchTable table;

    private SqlBenchmark(Path work, int runs, BenchTable table) {
        this.work = work;
        this.runs = runs;
        this.table = table;
    }

    public static void main(String[] arguments) throws Exception {
        double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 1;
        int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        BenchTable table = new BenchTable("SQL", "scale " + scale + ", one query a refresh, " + runs + " runs");
        Path work = Files.createTempDirectory(Path.of("target", "bench"), "sql-");
        for (double share : SHARES) {
            new SqlBenchmark(work, runs, table).measure(new Feed(scale * share));
        }
        table.print();
        table.write(Path.of("target", "bench", "sql.json"));
        org.springframework.util.FileSystemUtils.deleteRecursively(work);
        System.exit(0);
    }

    private void measure(Feed feed) throws IOException, SQLException {
        WorkloadCounts expected = feed.workload().expected();
        String of = String.format(Locale.ROOT, ", %,d orders", feed.workload().orders());
        Path events = work.resolve("event.csv");
        Path lines = work.resolve("event_line.csv");
        SqlRows.write(feed, events, lines);
        ours(feed, "our snapshot" + of);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("shared_buffers", "1GB")
                        .setServerConfig("work_mem", "256MB")
                        .start();
                Connection postgres = server.getPostgresDatabase().getConnection()) {
            run(postgres, SqlText.SCHEMA);
            copy(postgres, "event", events);
            copy(postgres, "event_line", lines);
            run(postgres, SqlText.INDEXES);
            ask(postgres, expected, "PostgreSQL query" + of);
        }
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
            run(duck, SqlText.SCHEMA);
            run(duck, "copy event from '" + events + "' (format csv)");
            run(duck, "copy event_line from '" + lines + "' (format csv)");
            ask(duck, expected, "DuckDB query" + of);
        }
        table.ratio("PostgreSQL ÷ our snapshot" + of, "PostgreSQL query" + of, "our snapshot" + of);
        table.ratio("DuckDB ÷ our snapshot" + of, "DuckDB query" + of, "our snapshot" + of);
    }

    private void ours(Feed feed, String row) {
        ServiceLevelCube cube = OurCore.cubeOf(feed.workload().lines().map(Workload.Line::event)::iterator);
        cube.slideTo(Panes.lastMinuteOf(REFRESHED_AT));
        for (int i = 0; i < WARM_UP; i++) {
            cube.levels();
        }
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            for (int i = 0; i < SNAPSHOTS; i++) {
                cube.levels();
            }
            table.add(row, "ms", (System.nanoTime() - start) / NANOS_PER_MILLI / SNAPSHOTS);
        }
    }

    private void ask(Connection connection, WorkloadCounts expected, String row) throws SQLException {
        counted(connection, SqlText.query(Workload.END, Workload.WINDOW_MINUTES))
                .require(expected);
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            counted(connection, SqlText.query(REFRESHED_AT, 15, 60, 1_440, 10_080, 43_200));
            table.add(row, "ms", (System.nanoTime() - start) / NANOS_PER_MILLI);
        }
    }

    private static Totals counted(Connection connection, String query) throws SQLException {
        Totals totals = new Totals();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                long[] counts = new long[Totals.COUNTS];
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = rows.getLong(4 + i);
                }
                totals.add(rows.getString(2), rows.getString(3), counts);
            }
        }
        return totals;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void copy(Connection connection, String into, Path file) throws SQLException, IOException {
        try (var in = Files.newBufferedReader(file)) {
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn("copy " + into + " from stdin (format csv)", in);
        }
    }
}
