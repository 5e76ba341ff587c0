package io.perfectorder.faults;

import io.perfectorder.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server from the Debian package, with its client programs: what the embedded one lacks. As root it runs as the user
 * {@code postgres}, since PostgreSQL refuses root.
 */
final class DebianPostgres implements AutoCloseable {
    private final Path programs = programs();
    private final Path home;
    private final int port;

    private DebianPostgres(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Starts a server in a directory that is empty. It trusts everybody who comes from this machine. */
    static DebianPostgres start(Path home) throws IOException {
        var server = new DebianPostgres(home, FreePort.next());
        if (isRoot()) {
            command(List.of("chown", "-R", "postgres", home.toString()));
        }
        server.run("initdb", "-A", "trust", "-U", "monitor", "-D", server.cluster(), "-E", "UTF8", "--no-locale");
        server.run(
                "pg_ctl",
                "-D",
                server.cluster(),
                "-w",
                "-l",
                home.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(server.port),
                "start");
        return server;
    }

    void createDatabase(String name) {
        client("createdb", name);
    }

    /** Runs a client program against this server. */
    void client(String program, String... arguments) {
        var all = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", "monitor"));
        all.addAll(List.of(arguments));
        run(program, all.toArray(String[]::new));
    }

    /** The options with which the monitor uses a database of this server. */
    String[] optionsFor(String database) {
        return new String[] {
            "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:%d/%s".formatted(port, database),
            "--spring.r2dbc.username=monitor"
        };
    }

    @Override
    public void close() {
        run("pg_ctl", "-D", cluster(), "-m", "immediate", "-w", "stop");
    }

    private String cluster() {
        return home.resolve("cluster").toString();
    }

    private void run(String program, String... arguments) {
        var all = new ArrayList<String>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        all.add(programs.resolve(program).toString());
        all.addAll(List.of(arguments));
        command(all);
    }

    private static void command(List<String> command) {
        try {
            var said = Files.createTempFile("postgres", ".log");
            var process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(said));
            }
            Files.delete(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            // Of some versions only the client may be there.
            return versions.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.comparing(version -> version.getFileName().toString()))
                    .orElseThrow()
                    .resolve("bin");
        } catch (IOException missing) {
            throw new AssertionError("PostgreSQL is missing; type: sudo apt-get install postgresql", missing);
        }
    }
}
