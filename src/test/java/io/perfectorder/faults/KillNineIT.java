package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is killed, stopped and started twice; what it acknowledged is there, once. {@code -Dfaults.kills=20} for more. */
class KillNineIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 2);
    private static final int CLIENTS = 4;
    private static final long SEED = Long.getLong("faults.seed", 42);

    @TempDir
    private Path data;

    @AfterEach
    void endWhatAFailedTestLeft() {
        Postmaster.end(data);
    }

    @Test
    void whatWasAcknowledged_survivesKillNine_andCountsOnce() throws IOException {
        var history = History.realOrMade();
        var ledger = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
        var random = new Random(SEED);

        for (int kill = 1; kill <= KILLS; kill++) {
            long whenAcknowledged = ledger.total() * kill / (KILLS + 1) - random.nextInt(500);
            try (var monitor = RunningMonitor.start(data)) {
                ledger.send(monitor, CLIENTS, acknowledged -> {
                    if (acknowledged >= whenAcknowledged && monitor.isAlive()) {
                        monitor.killNine();
                    }
                });
                // Not closed by the test: what is left of PostgreSQL is the next start's to deal with.
                assertThat(monitor.isAlive())
                        .as("killed at %d", whenAcknowledged)
                        .isFalse();
            }
        }

        try (var monitor = RunningMonitor.start(data)) {
            ledger.sendAll(monitor, CLIENTS);
            assertThat(ledger.accepted() + ledger.duplicates()).isEqualTo(ledger.total());
            history.check(monitor);

            var again = new Ledger(history.events(), SEED);
            again.sendAll(monitor, 1);
            assertThat(again.duplicates()).isEqualTo(ledger.total());
            history.check(monitor);
            System.out.printf(
                    "kill -9: %d kills, seed %d, %s: %,d events, of which %,d were stored and their answer lost%n",
                    KILLS, SEED, history.name(), ledger.total(), ledger.duplicates());
            monitor.terminate();
        }
    }

    @Test
    void sigtermUnderLoad_endsInTimeAndLosesNothing() throws IOException {
        var history = History.made("", 30_000);
        var ledger = new Ledger(history.events(), SEED);
        var slow = History.made("under-way-", 3_000);
        var closed = new CountDownLatch(1);

        try (var monitor = RunningMonitor.start(data);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var underWay = threads.submit(() -> monitor.post(
                    "application/x-ndjson",
                    HttpRequest.BodyPublishers.ofInputStream(() -> LineStream.halting(slow.events(), closed))));
            ledger.send(monitor, CLIENTS, acknowledged -> {
                if (acknowledged >= ledger.total() / 3 && monitor.isAlive()) {
                    threads.submit(() -> endAfter(monitor, closed));
                    monitor.terminate();
                }
            });
            assertThat(monitor.isAlive()).isFalse();
            assertThat(answer(underWay).status())
                    .as("what is under way is answered: %s", answer(underWay))
                    .isEqualTo(200);
            assertThat(answer(underWay).body().path("accepted").asInt())
                    .isEqualTo(slow.events().size());
            assertThat(monitor.embeddedPostgres())
                    .as("PostgreSQL is stopped too")
                    .isEmpty();
        }
        assertThat(ledger.isComplete()).isFalse();

        try (var monitor = RunningMonitor.start(data)) {
            slow.check(monitor);
            ledger.sendAll(monitor, CLIENTS);
            history.check(monitor);
            monitor.terminate();
        }
    }

    /** The rest of the request comes when nobody else is let in any more. */
    private static void endAfter(RunningMonitor monitor, CountDownLatch closed) {
        try {
            Await.until("nobody is let in", RunningMonitor.STOP_LIMIT, () -> !monitor.letsIn());
        } finally {
            closed.countDown();
        }
    }

    private static RunningMonitor.Answer answer(Future<RunningMonitor.Answer> underWay) {
        try {
            return underWay.get();
        } catch (InterruptedException | ExecutionException broken) {
            throw new AssertionError("a request that was under way was not answered", broken);
        }
    }

    @Test
    void anEmbeddedPostgresThatDies_isStartedAgain() throws IOException {
        var history = History.made("", 30_000);
        var ledger = new Ledger(history.events(), SEED);

        var alive = new AtomicBoolean(true);
        try (var monitor = RunningMonitor.start(data)) {
            ledger.send(monitor, CLIENTS, acknowledged -> {
                if (acknowledged >= ledger.total() / 3 && alive.getAndSet(false)) {
                    monitor.embeddedPostgres().ifPresent(ProcessHandle::destroyForcibly);
                }
            });
            ledger.sendAll(monitor, CLIENTS);
            history.check(monitor);
            monitor.terminate();
        }
    }

    @Test
    void aSecondProcess_onTheSameDirectory_saysSoAndEnds() {
        try (var monitor = RunningMonitor.start(data)) {
            var second = RunningMonitor.run(data);

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.output()).contains("another process uses the data directory");
            assertThat(monitor.isReady()).isTrue();
            monitor.terminate();
        }
    }

    @Test
    @Tag("long")
    void importingTwice_isAllDuplicates_andTheExitCodeTellsOfRejections() throws IOException {
        var history = History.made("", 3_000);
        var file = data.resolve("events.ndjson");
        Files.write(file, history.events());

        var first = RunningMonitor.run(data, "--monitor.import=" + file, "--monitor.exit=true");
        assertThat(first.exitCode()).as(first.output()).isZero();

        Files.writeString(file, String.join("\n", history.events()) + "\n{broken\n");
        var second = RunningMonitor.run(data, "--monitor.import=" + file, "--monitor.exit=true");
        assertThat(second.exitCode()).as(second.output()).isEqualTo(1);
        assertThat(second.output()).containsPattern("duplicates[= ]3,?000").containsPattern("rejected[= ]1\\b");

        try (var monitor = RunningMonitor.start(data)) {
            history.check(monitor);
            monitor.terminate();
        }
    }
}
