package io.perfectorder.storage;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that the process brings along: the default for a first look and for development. Data, password and port live
 * in the data directory and outlast the process; a lock file keeps a second process out of it. A server that dies is started again.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final String SUPERUSER = "postgres";
    private static final int ATTEMPTS = 3;

    /** The server replays its log first, which takes its time after a crash under load. */
    private static final Duration OLD_CLUSTER_LIMIT = Duration.ofSeconds(60);

    /** Has nothing to replay; the library waits to the end even for a server that has said no at once. */
    private static final Duration NEW_CLUSTER_LIMIT = Duration.ofSeconds(20);

    private final Path home;
    private final FileChannel lock;
    private final String password;
    private final Ports ports;
    private final EmbeddedPostgresLog log;
    private final int port;
    private EmbeddedPostgres server;
    private boolean closed;

    private EmbeddedPostgresServer(Path home, FileChannel lock, String password, Ports ports, Duration newClusterLimit)
            throws IOException {
        this.home = home;
        this.lock = lock;
        this.password = password;
        this.ports = ports;
        this.log = new EmbeddedPostgresLog(home);
        this.server = makeOrStart(newClusterLimit);
        this.port = server.getPort();
        watch();
    }

    /** Which port an attempt to start listens on. */
    interface Ports {
        int choose(Path remembered) throws IOException;
    }

    /** Starts the server on {@code dataDirectory/postgres}. Blocks for a second, the first time for some seconds. */
    public static EmbeddedPostgresServer start(Path dataDirectory) {
        return start(dataDirectory, EmbeddedPostgresPort::choose, NEW_CLUSTER_LIMIT);
    }

    static EmbeddedPostgresServer start(Path dataDirectory, Ports ports, Duration newClusterLimit) {
        var home = dataDirectory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            var lock = lock(home.resolve("postgres.lock"));
            try {
                // First of all: a server that is left would make its own port look taken.
                EmbeddedPostgresLeftover.stop(home.resolve("postgres"));
                var started = new EmbeddedPostgresServer(
                        home, lock, password(home.resolve("postgres.password")), ports, newClusterLimit);
                LOG.info("embedded PostgreSQL started port={} directory={}", started.port, home);
                return started;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not start in " + home + ": " + e.getMessage(), e);
        }
    }

    /** The address and credentials for R2DBC. */
    public ConnectionFactoryOptions connectionOptions() {
        return ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
                .option(ConnectionFactoryOptions.PORT, port)
                .option(ConnectionFactoryOptions.DATABASE, SUPERUSER)
                .option(ConnectionFactoryOptions.USER, SUPERUSER)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .build();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try (lock) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not stop", e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Told like any other: somebody has it.
        }
        channel.close();
        throw new IOException("another process uses the data directory, see " + file);
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            var draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, HexFormat.of().formatHex(random));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    /** A cluster whose making was interrupted has never been given to anybody: it is made anew. */
    private EmbeddedPostgres makeOrStart(Duration newClusterLimit) throws IOException {
        var cluster = home.resolve("postgres");
        var unfinished = home.resolve("postgres.unfinished");
        if (Files.exists(cluster) && !Files.exists(unfinished)) {
            return startOrRetry(ports, OLD_CLUSTER_LIMIT);
        }
        FileSystemUtils.deleteRecursively(cluster);
        if (!Files.exists(unfinished)) {
            Files.createFile(unfinished);
        }
        var made = startOrRetry(ports, newClusterLimit);
        requirePassword(made);
        Files.delete(unfinished);
        return made;
    }

    /** Each attempt chooses its port: another program may have taken the last one before the server listened. */
    private EmbeddedPostgres startOrRetry(Ports ports, Duration limit) throws IOException {
        var failure = new IOException("no attempt was made");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                EmbeddedPostgresLeftover.stop(home.resolve("postgres"));
                return startOnce(ports.choose(home.resolve("postgres.port")), limit);
            } catch (IOException | IllegalStateException e) {
                var reason = e.getMessage() + "; " + log.lastWords();
                LOG.warn("embedded PostgreSQL start failed attempt={} reason=\"{}\"", attempt, reason);
                failure = new IOException("attempt " + attempt + " failed: " + reason, e);
            }
        }
        throw failure;
    }

    private EmbeddedPostgres startOnce(int port, Duration limit) throws IOException {
        // The library leaves its own lock behind when a start fails; ours is the one that counts.
        Files.deleteIfExists(home.resolve("postgres").resolve("epg-lock"));
        var output = ProcessBuilder.Redirect.appendTo(log.forStart().toFile());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("postgres"))
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(limit)
                .setConnectConfig("password", password)
                .setErrorRedirector(output)
                .setOutputRedirector(output);
        EmbeddedPostgresSettings.all().forEach(builder::setServerConfig);
        return builder.start();
    }

    /** A fresh cluster trusts every local user; from here on it wants the password. */
    private void requirePassword(EmbeddedPostgres made) throws IOException {
        var rules = home.resolve("postgres").resolve("pg_hba.conf");
        try (var connection =
                        made.getPostgresDatabase(Map.of("password", password)).getConnection();
                var statement = connection.createStatement()) {
            // The password is our own hex string, so it needs no quoting.
            statement.execute("ALTER USER postgres PASSWORD '" + password + "'");
            Files.writeString(rules, "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the password could not be set", e);
        }
    }

    private void watch() throws IOException {
        for (var postmaster : EmbeddedPostgresLeftover.postmasterOf(home.resolve("postgres"))) {
            var _ = postmaster
                    .onExit()
                    .thenRunAsync(
                            this::startAgain,
                            restart -> Thread.ofPlatform()
                                    .name("embedded-postgres")
                                    .daemon()
                                    .start(restart));
        }
    }

    /** Runs on a thread of its own, which may wait: nobody else has the database now either. */
    private synchronized void startAgain() {
        if (closed) {
            return;
        }
        try {
            // Whoever has the address connects to the same port again.
            server = startOrRetry(_ -> port, OLD_CLUSTER_LIMIT);
            watch();
            LOG.warn("embedded PostgreSQL had ended and was started again port={}", port);
        } catch (IOException e) {
            LOG.error("embedded PostgreSQL has ended and does not start again; restart the monitor", e);
        }
    }
}
