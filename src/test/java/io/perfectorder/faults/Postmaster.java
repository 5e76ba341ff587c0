package io.perfectorder.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The process of a PostgreSQL, found by the pid file of its cluster. */
final class Postmaster {
    private static final int LIMIT_SECONDS = 30;

    private Postmaster() {}

    static Optional<ProcessHandle> of(Path cluster) {
        try {
            // Empty for a moment while the server starts.
            return Files.readAllLines(cluster.resolve("postmaster.pid")).stream()
                    .findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /**
     * Ends the embedded PostgreSQL of a data directory, if one runs: by its immediate shutdown, which waits for its workers and gives back the
     * memory that they share, where {@code kill -9} would leave both.
     */
    static void end(Path dataDirectory) {
        of(dataDirectory.resolve("postgres")).ifPresent(postgres -> {
            try {
                new ProcessBuilder("kill", "-QUIT", Long.toString(postgres.pid()))
                        .start()
                        .waitFor();
                postgres.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stuck) {
                postgres.destroyForcibly();
                postgres.onExit().join();
            } catch (IOException | InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
