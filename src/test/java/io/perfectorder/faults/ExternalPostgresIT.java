package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.faults.TcpProxy.Weather;
import io.perfectorder.storage.EmbeddedPostgresServer;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An external PostgreSQL that dies, freezes, or is cut off while events come in: the producer is told, readiness tells the truth, and
 * in the end every event is there once. {@code -Dfaults.outages=10} for several of each, {@code -Dfaults.freezes=3} and {@code
 * -Dfaults.freeze=30} for more and longer standstills.
 */
class ExternalPostgresIT {
    private static final int OUTAGES = Integer.getInteger("faults.outages", 1);
    private static final int FREEZES = Integer.getInteger("faults.freezes", 1);
    private static final Duration FREEZE = Duration.ofSeconds(Integer.getInteger("faults.freeze", 2));
    private static final int EVENTS = Integer.getInteger("faults.events", 15_000);
    private static final int CLIENTS = 4;
    private static final long SEED = Long.getLong("faults.seed", 42);

    @TempDir
    static Path data;

    @TempDir
    static Path databaseHome;

    private static EmbeddedPostgresServer database;
    private static TcpProxy network;
    private static RunningMonitor monitor;

    @BeforeAll
    static void startAllThree() throws IOException {
        database = EmbeddedPostgresServer.start(databaseHome);
        var address = database.connectionOptions();
        network = new TcpProxy((Integer) address.getRequiredValue(ConnectionFactoryOptions.PORT));
        monitor = RunningMonitor.start(
                data,
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + network.port() + "/postgres",
                "--spring.r2dbc.username=" + address.getRequiredValue(ConnectionFactoryOptions.USER),
                "--spring.r2dbc.password=" + address.getRequiredValue(ConnectionFactoryOptions.PASSWORD));
    }

    @AfterAll
    static void stopAllThree() {
        monitor.close();
        network.close();
        database.close();
    }

    @Test
    void aServerThatIsKilled_costsRefusalsAndNothingElse() throws IOException {
        // The server's owner, here EmbeddedPostgresServer, starts it again.
        lookAfter("killed-", OUTAGES, () -> postmaster().destroyForcibly());
    }

    @Test
    void aServerThatIsShutDownAtOnce_costsRefusalsAndNothingElse() throws IOException {
        // PostgreSQL's "immediate" shutdown: nothing is written any more, the next start recovers.
        lookAfter("shut-", OUTAGES, () -> {
            var postgres = postmaster();
            signal("-QUIT", List.of(Long.toString(postgres.pid())));
            postgres.onExit().join();
        });
    }

    @Test
    void aServerThatIsFrozen_costsRefusalsAndNothingElse() throws IOException {
        lookAfter("frozen-", FREEZES, () -> {
            var postgres = postmaster();
            var all = Stream.concat(Stream.of(postgres), postgres.descendants())
                    .map(process -> Long.toString(process.pid()))
                    .toList();
            try {
                signal("-STOP", all);
                Await.pause(FREEZE);
            } finally {
                signal("-CONT", all);
            }
        });
    }

    @Test
    void aNetworkThatIsCut_costsRefusalsAndNothingElse() throws IOException {
        lookAfter("cut-", OUTAGES, () -> {
            network.turn(Weather.CUT);
            monitor.awaitNotReady();
            Await.pause(Duration.ofSeconds(1));
            network.turn(Weather.FAIR);
        });
    }

    /** Long, since a line that says nothing is given half a minute before it is taken to be dead. */
    @Test
    @Tag("long")
    void aNetworkThatSwallowsEverything_costsRefusalsAndNothingElse() throws IOException {
        lookAfter("swallowed-", OUTAGES, () -> {
            network.turn(Weather.HALF_OPEN);
            monitor.awaitNotReady();
            network.turn(Weather.FAIR);
        });
    }

    @Test
    void aSlowNetwork_losesNothing() throws IOException {
        lookAfter("slow-", OUTAGES, () -> {
            network.turn(Weather.SLOW);
            Await.pause(FREEZE);
            network.turn(Weather.FAIR);
        });
    }

    /** Sends under load, lets the outage happen after each further share of the events, and counts in the end. */
    private void lookAfter(String prefix, int times, Runnable outage) throws IOException {
        var history = History.made(prefix, EVENTS);
        var ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
        var outages = new AtomicLong();

        while (!ledger.isComplete()) {
            monitor.awaitReady();
            ledger.send(monitor, CLIENTS, acknowledged -> {
                long past = outages.get();
                if (past < times
                        && acknowledged > ledger.total() * (past + 1) / (times + 1)
                        && outages.compareAndSet(past, past + 1)) {
                    outage.run();
                }
            });
        }

        assertThat(outages).hasValue(times);
        assertThat(ledger.accepted() + ledger.duplicates()).isEqualTo(ledger.total());
        history.check(monitor);
        System.out.printf(
                "%s outages %d, events %,d, refused pieces %d, stored with a lost answer %,d%n",
                prefix, times, ledger.total(), ledger.refusals(), ledger.duplicates());
    }

    private static ProcessHandle postmaster() {
        return Postmaster.of(databaseHome.resolve("postgres")).orElseThrow();
    }

    private static void signal(String name, List<String> pids) {
        try {
            for (var pid : pids) {
                boolean told = new ProcessBuilder("kill", name, pid).start().waitFor() == 0;
                // A worker may have ended since it was listed; whoever is there must have heard it.
                assertThat(told || ProcessHandle.of(Long.parseLong(pid)).isEmpty())
                        .as("%s to %s", name, pid)
                        .isTrue();
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
