package io.perfectorder.storage;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that the process brings along: the default for a first look and for development. Data, password and port live
 * in the data directory and outlast the process; a lock file keeps a second process out of it.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final String SUPERUSER = "postgres";
    private static final int ATTEMPTS = 3;

    private final EmbeddedPostgres server;
    private final FileChannel lock;
    private final String password;

    private EmbeddedPostgresServer(EmbeddedPostgres server, FileChannel lock, String password) {
        this.server = server;
        this.lock = lock;
        this.password = password;
    }

    /** Starts the server on {@code dataDirectory/postgres}. Blocks for a second, the first time for some seconds. */
    public static EmbeddedPostgresServer start(Path dataDirectory) {
        var home = dataDirectory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(home);
            var lock = lock(home.resolve("postgres.lock"));
            try {
                var password = password(home.resolve("postgres.password"));
                var server = startOrRetry(home, password);
                requirePassword(server, home.resolve("postgres"), password);
                LOG.info("embedded PostgreSQL started port={} directory={}", server.getPort(), home);
                return new EmbeddedPostgresServer(server, lock, password);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not start in " + home, e);
        }
    }

    /** The address and credentials for R2DBC. */
    public ConnectionFactoryOptions connectionOptions() {
        return ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
                .option(ConnectionFactoryOptions.PORT, server.getPort())
                .option(ConnectionFactoryOptions.DATABASE, SUPERUSER)
                .option(ConnectionFactoryOptions.USER, SUPERUSER)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .build();
    }

    @Override
    public void close() {
        try (lock) {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("embedded PostgreSQL did not stop", e);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("another process uses the data directory, see " + file);
        }
        return channel;
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static EmbeddedPostgres startOrRetry(Path home, String password) throws IOException {
        var failure = new IOException("no attempt was made");
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            // A start right after a kill of everything can meet a stale pid file: look again and retry.
            EmbeddedPostgresLeftover.stop(home.resolve("postgres"));
            try {
                return startOnce(home, password);
            } catch (IOException | IllegalStateException e) {
                LOG.warn("embedded PostgreSQL start failed attempt={} reason={}", attempt, e.getMessage());
                failure = new IOException("attempt " + attempt + " failed", e);
            }
        }
        throw failure;
    }

    private static EmbeddedPostgres startOnce(Path home, String password) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(home.resolve("postgres"))
                .setOverrideWorkingDirectory(home.resolve("postgres-binaries").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(EmbeddedPostgresPort.choose(home.resolve("postgres.port")))
                .setPGStartupWait(Duration.ofSeconds(60))
                .setConnectConfig("password", password)
                // The library switches fsync off with -F; acknowledged events must survive a crash.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "60")
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .start();
    }

    /** A fresh cluster trusts every local user; from here on it wants the password. */
    private static void requirePassword(EmbeddedPostgres server, Path cluster, String password) throws IOException {
        var rules = cluster.resolve("pg_hba.conf");
        if (!Files.readString(rules).contains("trust")) {
            return;
        }
        try (var connection = server.getPostgresDatabase(java.util.Map.of("password", password))
                        .getConnection();
                var statement = connection.createStatement()) {
            // The password is our own hex string, so it needs no quoting.
            statement.execute("ALTER USER postgres PASSWORD '" + password + "'");
            Files.writeString(rules, "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the password could not be set", e);
        }
    }
}
