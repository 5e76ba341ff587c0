package io.perfectorder.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What is left of a server whose JVM is gone, as after {@code kill -9}: processes that still work on the cluster, and a pid file.
 * A process is ours only when it works in our cluster directory, since pids are used again, also by other servers.
 */
final class EmbeddedPostgresLeftover {

    /** A fast shutdown writes a checkpoint, which can take some seconds after a heavy load. */
    private static final Duration FAST_LIMIT = Duration.ofSeconds(20);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private EmbeddedPostgresLeftover() {}

    /** Ends what still runs on the cluster and removes the pid file. Blocks at most half a minute. */
    static void stop(Path cluster) throws IOException {
        var postmaster = postmasterOf(cluster);
        if (!postmaster.isEmpty()) {
            // SIGINT is PostgreSQL's fast shutdown; Java's own destroy sends SIGTERM, which would wait for clients.
            signal("-INT", postmaster);
        }
        // Without a postmaster its children end by themselves, but not at once, and until then no other server can
        // start.
        if (!allGone(cluster, FAST_LIMIT)) {
            // A frozen server does not hear a polite signal. With fsync on, SIGKILL loses nothing that was committed.
            signal("-KILL", workingIn(cluster));
            if (!allGone(cluster, KILL_LIMIT)) {
                throw new IOException("a leftover PostgreSQL does not stop: " + workingIn(cluster));
            }
        }
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    /** The server process of the cluster, if it runs. */
    static List<ProcessHandle> postmasterOf(Path cluster) throws IOException {
        var pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return List.of();
        }
        var lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return List.of();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).stream()
                .filter(process -> worksIn(process, cluster))
                .toList();
    }

    private static List<ProcessHandle> workingIn(Path cluster) {
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process, cluster))
                .toList();
    }

    /** All processes of a server have its cluster as their working directory; where /proc is missing, its argument must do. */
    private static boolean worksIn(ProcessHandle process, Path cluster) {
        var workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.isSameFile(workingDirectory, cluster) && isPostgres(process);
        } catch (IOException notReadable) {
            return isPostgres(process)
                    && process.info().arguments().stream()
                            .flatMap(Arrays::stream)
                            .anyMatch(cluster.toString()::equals);
        }
    }

    /** A shell of the user may stand in the directory as well. The program's file may have been replaced since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> command.replace(" (deleted)", "").endsWith("/postgres"))
                .isPresent();
    }

    /** Looks again and again: Java tells the end of a process that is not its child up to some seconds later. */
    private static boolean allGone(Path cluster, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!workingIn(cluster).isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while a leftover PostgreSQL stopped");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return true;
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException {
        try {
            for (var process : processes) {
                new ProcessBuilder("kill", name, Long.toString(process.pid()))
                        .start()
                        .waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a leftover PostgreSQL stopped", e);
        }
    }
}
