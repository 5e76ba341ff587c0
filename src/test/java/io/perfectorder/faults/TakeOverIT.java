package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.storage.EmbeddedPostgresServer;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one database. One leads; it is killed, stopped or frozen while events come in, and the other takes over. */
class TakeOverIT {
    private static final int EVENTS = Integer.getInteger("faults.events", 15_000);
    private static final int CLIENTS = 4;
    private static final long SEED = Long.getLong("faults.seed", 42);

    /** How long the test waits before it fails; what it took is printed. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** How long a frozen leader sleeps on after the other has taken over. */
    private static final Duration FREEZE = Duration.ofSeconds(Integer.getInteger("faults.freeze", 14));

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    @TempDir
    private Path databaseHome;

    @TempDir
    private Path one;

    @TempDir
    private Path two;

    private EmbeddedPostgresServer database;
    private RunningMonitor leader;
    private RunningMonitor standby;

    @BeforeEach
    void startBoth() {
        database = EmbeddedPostgresServer.start(databaseHome);
        leader = launch(one);
        leader.awaitReady();
        standby = launch(two);
        Await.until("the second stands by", START_LIMIT, () -> role(standby).equals("standby"));
        assertThat(role(leader)).isEqualTo("leader");
        assertThat(standby.isReady()).isFalse();
    }

    @AfterEach
    void stopAll() {
        standby.close();
        leader.close();
        database.close();
    }

    @Test
    void aLeaderThatIsKilled_isFollowedByTheOther_andEveryEventCountsOnce() throws IOException {
        takeOver("killed-", leader::killNine);
    }

    @Test
    @Tag("long")
    void aLeaderThatIsTerminated_isFollowedByTheOther_andEveryEventCountsOnce() throws IOException {
        takeOver("terminated-", leader::terminate);
    }

    @Test
    @Tag("long")
    void aLeaderThatFreezesAndWakes_storesNothingMore_andStandsBy() throws IOException {
        History history = takeOver("frozen-", () -> {
            signal("-STOP");
            awaitTakeOver("frozen-", Instant.now());
            Await.pause(FREEZE);
            signal("-CONT");
        });

        Await.until("the one that woke stands by", LIMIT, () -> role(leader).equals("standby"));
        assertThat(role(standby)).isEqualTo("leader");
        history.check(leader);
        assertThat(post(leader, history.events().getFirst()).status()).isEqualTo(503);
    }

    @Test
    @Tag("long")
    void standby_readsWhatTheLeaderAcknowledged_andRefusesEvents() throws IOException {
        History history = History.made("read-", 3_000);
        Ledger ledger = new Ledger(history.events(), SEED);

        ledger.sendAll(leader, CLIENTS);
        history.check(standby);

        assertThat(post(standby, history.events().getFirst()).status()).isEqualTo(503);
        assertThat(standby.page("/actuator/prometheus")).contains("perfect_order_leader 0.0");
        assertThat(leader.page("/actuator/prometheus")).contains("perfect_order_leader 1.0");
    }

    /** Sends under load to the leader, ends it half-way, and sends the rest, with what was not acknowledged, to the other. */
    private History takeOver(String prefix, Runnable end) throws IOException {
        History history = History.made(prefix, EVENTS);
        Ledger ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
        AtomicBoolean ended = new AtomicBoolean();

        ledger.send(leader, CLIENTS, acknowledged -> {
            if (acknowledged > ledger.total() / 2 && ended.compareAndSet(false, true)) {
                end.run();
            }
        });
        assertThat(ended).isTrue();
        awaitTakeOver(prefix, Instant.now());
        ledger.sendAll(standby, CLIENTS);

        assertThat(ledger.accepted() + ledger.duplicates()).isEqualTo(ledger.total());
        history.check(standby);
        Ledger again = new Ledger(history.events(), SEED);
        again.sendAll(standby, 1);
        assertThat(again.duplicates()).isEqualTo(again.total());
        history.check(standby);
        System.out.printf(
                "%s events %,d, refused pieces %d, stored with a lost answer %,d%n",
                prefix, ledger.total(), ledger.refusals(), ledger.duplicates());
        return history;
    }

    private void awaitTakeOver(String prefix, Instant since) {
        Await.until("the other leads", LIMIT, () -> role(standby).equals("leader"));
        System.out.printf(
                "%s the other leads after %,d ms%n",
                prefix, Duration.between(since, Instant.now()).toMillis());
    }

    private RunningMonitor launch(Path data) {
        ConnectionFactoryOptions address = database.connectionOptions();
        return RunningMonitor.launch(
                data,
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:"
                        + address.getRequiredValue(ConnectionFactoryOptions.PORT) + "/postgres",
                "--spring.r2dbc.username=" + address.getRequiredValue(ConnectionFactoryOptions.USER),
                "--spring.r2dbc.password=" + address.getRequiredValue(ConnectionFactoryOptions.PASSWORD));
    }

    private static String role(RunningMonitor monitor) {
        try {
            return monitor.ask("/actuator/health")
                    .body()
                    .path("components")
                    .path("monitor")
                    .path("details")
                    .path("role")
                    .asString("");
        } catch (IOException notThere) {
            return "";
        }
    }

    private static RunningMonitor.Answer post(RunningMonitor monitor, String event) throws IOException {
        return monitor.post("application/x-ndjson", HttpRequest.BodyPublishers.ofString(event));
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder(List.of("kill", name, Long.toString(leader.pid())))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
