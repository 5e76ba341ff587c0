package io.perfectorder.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that outlived its JVM, as after {@code kill -9}: found by its pid file and stopped cleanly. */
final class EmbeddedPostgresLeftover {

    private static final long STOP_SECONDS = 30;

    private EmbeddedPostgresLeftover() {}

    /** Stops what still runs on the cluster directory and removes a stale pid file. Blocks at most 30 s. */
    static void stop(Path cluster) throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        var lines = Files.readAllLines(pidFile);
        if (!lines.isEmpty() && !lines.getFirst().isBlank()) {
            var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
            if (process.isPresent() && isPostgres(process.get())) {
                interrupt(process.get());
            }
        }
        Files.deleteIfExists(pidFile);
    }

    /** Pids are reused: only a process that is called postgres is ours, since the data directory is locked. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(false);
    }

    /** SIGINT is PostgreSQL's fast shutdown; Java's own {@code destroy} would wait for clients. */
    private static void interrupt(ProcessHandle process) throws IOException {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a leftover PostgreSQL stopped", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a leftover PostgreSQL does not stop, pid " + process.pid(), e);
        }
    }
}
