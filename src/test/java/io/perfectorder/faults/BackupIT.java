package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says of backups, on the oldest PostgreSQL that Debian 12 has: dump, restore into an empty database, go on. */
class BackupIT {
    private static final int CLIENTS = 2;
    private static final long SEED = Long.getLong("faults.seed", 42);
    private static final String LEVELS = "/api/service-levels?window=P4000D&by=customer&asOf=2030-01-01T00:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void aRestoredDump_givesTheSameNumbersAndKnowsEveryEvent() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        var history = History.made("", 6_000);
        var half = history.events().size() / 2;
        var home = Files.createDirectory(folder.resolve("postgres"));
        var dump = home.resolve("monitor.dump").toString();
        try (var server = DebianPostgres.start(home)) {
            server.createDatabase("monitor");
            String levels;
            try (var monitor = RunningMonitor.start(folder.resolve("first"), server.optionsFor("monitor"))) {
                new Ledger(history.events().subList(0, half), SEED).sendAll(monitor, CLIENTS);
                // In the middle of the work, as backups are made.
                server.client("pg_dump", "--format=custom", "--file=" + dump, "monitor");
                levels = monitor.text(LEVELS);
                new Ledger(history.events().subList(half, history.events().size()), SEED).sendAll(monitor, CLIENTS);
                history.check(monitor);
                monitor.terminate();
            }

            server.createDatabase("restored");
            server.client("pg_restore", "--exit-on-error", "--dbname=restored", dump);

            try (var monitor = RunningMonitor.start(folder.resolve("second"), server.optionsFor("restored"))) {
                assertThat(monitor.text(LEVELS)).isEqualTo(levels);
                var again = new Ledger(history.events(), SEED);
                again.sendAll(monitor, CLIENTS);
                assertThat(again.duplicates()).isEqualTo(half);
                history.check(monitor);
                monitor.terminate();
            }
        }
    }
}
