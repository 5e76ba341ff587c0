package io.perfectorder.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The server that comes along, on a data directory with a space in its name. */
class EmbeddedPostgresServerTest {
    @TempDir
    static Path parent;

    private static Path home;
    private static EmbeddedPostgresServer server;
    private static int takenPort;

    @BeforeAll
    static void start() throws IOException {
        home = parent.resolve("data of the monitor");
        // As a process leaves them that is killed in the middle of its first start.
        Files.createDirectories(home.resolve("postgres").resolve("base"));
        Files.createFile(home.resolve("postgres.unfinished"));
        Files.createFile(home.resolve("postgres.port"));
        // As when another program takes the port between the choice and the start.
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            takenPort = taken.getLocalPort();
            var attempts = new AtomicInteger();
            server = EmbeddedPostgresServer.start(
                    home,
                    remembered -> attempts.incrementAndGet() == 1 ? takenPort : EmbeddedPostgresPort.choose(remembered),
                    Duration.ofSeconds(5));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPortThatSomebodyTook_isGivenUpForAnother() throws IOException {
        assertThat(server.connectionOptions().getRequiredValue(ConnectionFactoryOptions.PORT))
                .isEqualTo(Integer.parseInt(Files.readString(home.resolve("postgres.port"))))
                .isNotEqualTo(takenPort);
    }

    @Test
    void theLastWords_areThoseOfBothLogs() throws IOException {
        var failed = Files.createDirectories(parent.resolve("failed"));
        Files.writeString(failed.resolve("postgres.log"), "1\n2\n3\n4\n5\n6\ncould not start\n");
        var collected = Files.createDirectories(failed.resolve("postgres").resolve("log"));
        Files.write(collected.resolve("postgres-Fri.log"), new byte[] {'n', 'o', ' ', (byte) 0xe9, 't', 'e', '\n'});

        assertThat(new EmbeddedPostgresLog(failed).lastWords())
                .isEqualTo("postgres.log ends with: 2 | 3 | 4 | 5 | 6 | could not start; "
                        + "postgres-Fri.log ends with: no \ufffdte");
    }

    @Test
    void settings_keepWhatWasCommitted() {
        assertThat(shown("fsync", "synchronous_commit", "full_page_writes"))
                .isEqualTo(new TreeMap<>(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on")));
    }

    @Test
    void theLog_holdsNeitherStatementsNorKeys_andIsEmptiedEveryWeek() {
        assertThat(shown("log_min_error_statement", "log_error_verbosity", "log_truncate_on_rotation"))
                .isEqualTo(new TreeMap<>(Map.of(
                        "log_min_error_statement", "panic",
                        "log_error_verbosity", "terse",
                        "log_truncate_on_rotation", "on")));
    }

    @Test
    void strangersWithoutThePassword_areTurnedAway() {
        var withoutPassword = server.connectionOptions()
                .mutate()
                .option(ConnectionFactoryOptions.PASSWORD, "wrong")
                .build();

        assertThatThrownBy(
                        () -> Mono.from(ConnectionFactories.get(withoutPassword).create())
                                .block(Duration.ofSeconds(30)))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void aSecondServer_onTheSameDirectory_isRefused() {
        assertThatThrownBy(() -> EmbeddedPostgresServer.start(home))
                .hasMessageContaining("another process uses the data directory");
    }

    @Test
    void theServer_isFoundByItsClusterOnly() throws IOException {
        assertThat(EmbeddedPostgresLeftover.postmasterOf(home.resolve("postgres")))
                .hasSize(1);

        var other = Files.createDirectories(parent.resolve("other"));
        Files.copy(home.resolve("postgres").resolve("postmaster.pid"), other.resolve("postmaster.pid"));
        assertThat(EmbeddedPostgresLeftover.postmasterOf(other)).isEmpty();
    }

    @Test
    void aPidFile_thatNamesAServerOfSomebodyElse_isRemovedAndTheServerLives() throws IOException {
        var other = Files.createDirectories(parent.resolve("used again"));
        Files.copy(home.resolve("postgres").resolve("postmaster.pid"), other.resolve("postmaster.pid"));

        EmbeddedPostgresLeftover.stop(other);

        assertThat(other.resolve("postmaster.pid")).doesNotExist();
        assertThat(shown("fsync")).containsEntry("fsync", "on");
    }

    @Test
    void aPidFile_thatHoldsNoPid_isRemoved() throws IOException {
        var other = Files.createDirectories(parent.resolve("half written"));
        Files.createFile(other.resolve("postmaster.pid"));

        EmbeddedPostgresLeftover.stop(other);

        assertThat(other.resolve("postmaster.pid")).doesNotExist();
    }

    private static Map<String, String> shown(String... settings) {
        var connections = ConnectionFactories.get(server.connectionOptions());
        return Flux.usingWhen(
                        connections.create(),
                        connection -> Flux.fromArray(settings)
                                .concatMap(setting -> Flux.from(connection
                                                .createStatement("show " + setting)
                                                .execute())
                                        .concatMap(result -> result.map(
                                                row -> Map.entry(setting, String.valueOf(row.get(0, String.class)))))),
                        io.r2dbc.spi.Connection::close)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new)
                .block(Duration.ofSeconds(30));
    }
}
