package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perfectorder.storage.EmbeddedPostgresServer;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk of the database is full while events come in, and has room again later: the producer is told, and in the end every event is
 * there once. The disk is a small {@code tmpfs}, which only root may mount; elsewhere the test says so and is left out.
 */
class DiskFullIT {
    private static final int CLIENTS = 4;
    private static final int CHUNK_BYTES = 64 << 10;
    private static final long SEED = Long.getLong("faults.seed", 42);

    @TempDir
    private Path data;

    @TempDir
    private Path databaseHome;

    @Test
    void aFullDisk_costsRefusalsAndNothingElse() throws Exception {
        var cluster = Files.createDirectories(databaseHome.resolve("postgres"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=200m,mode=0700", "tmpfs", cluster.toString()),
                "no disk can be filled: only root may mount a small one");
        try {
            fillAndEmpty(databaseHome);
        } finally {
            assertThat(run("umount", "-l", cluster.toString())).isTrue();
        }
    }

    private void fillAndEmpty(Path home) throws IOException {
        try (var database = EmbeddedPostgresServer.start(home)) {
            var address = database.connectionOptions();
            try (var monitor = RunningMonitor.start(
                    data,
                    "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:"
                            + address.getRequiredValue(ConnectionFactoryOptions.PORT) + "/postgres",
                    "--spring.r2dbc.username=" + address.getRequiredValue(ConnectionFactoryOptions.USER),
                    "--spring.r2dbc.password=" + address.getRequiredValue(ConnectionFactoryOptions.PASSWORD))) {
                var history = History.made("", 45_000);
                var ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
                var full = new AtomicBoolean();
                var ballast = home.resolve("postgres").resolve("ballast");

                ledger.send(monitor, CLIENTS, acknowledged -> {
                    if (acknowledged > ledger.total() / 3 && full.compareAndSet(false, true)) {
                        fill(ballast);
                        monitor.awaitNotReady();
                        ballast.toFile().delete();
                    }
                });
                ledger.sendAll(monitor, CLIENTS);

                assertThat(full).isTrue();
                assertThat(ledger.accepted() + ledger.duplicates()).isEqualTo(ledger.total());
                history.check(monitor);
                System.out.printf(
                        "disk full: events %,d, refused pieces %d, stored with a lost answer %,d%n",
                        ledger.total(), ledger.refusals(), ledger.duplicates());
            }
        }
    }

    /** Writes until there is no room for another byte. */
    private static void fill(Path ballast) {
        try (var out = Files.newOutputStream(ballast)) {
            var chunk = new byte[CHUNK_BYTES];
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }
}
