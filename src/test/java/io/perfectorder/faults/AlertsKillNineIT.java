package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.faults.AlertBooks.Change;
import io.perfectorder.faults.WebhookLedger.Answered;
import io.perfectorder.faults.WebhookLedger.Got;
import io.perfectorder.faults.WebhookLedger.Told;
import io.perfectorder.storage.EmbeddedPostgresServer;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts fire and are resolved under load while the process is killed again and again: every change is stored once, and told at least
 * once, and never again after it is written down as told. {@code -Dfaults.kills=20} for more.
 */
@Tag("long")
class AlertsKillNineIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 2);
    private static final long SEED = Long.getLong("faults.seed", 42);
    private static final int TIERS = 8;
    /** Groups of alerts that are told in one message. */
    private static final int TOLD_TOGETHER = 4;

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int LONGEST_LIFE_MILLIS = 12_000;

    @TempDir
    private Path data;

    @TempDir
    private Path databaseHome;

    private final Random random = new Random(SEED);
    private final AtomicReference<RunningMonitor> monitor = new AtomicReference<>();
    private volatile boolean over;

    @Test
    void changesAreStoredOnce_andToldAtLeastOnce() throws IOException {
        try (var database = EmbeddedPostgresServer.start(databaseHome);
                var books = new AlertBooks(database.connectionOptions());
                var receiver = new WebhookLedger(SEED);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String[] options = options(database.connectionOptions(), receiver);
            monitor.set(RunningMonitor.start(data, options));
            List<Future<Integer>> cycles = new ArrayList<>();
            IntStream.range(0, TIERS)
                    .forEach(number -> cycles.add(threads.submit(() -> fireAndResolve("tier-" + number, books))));
            Future<?> load = threads.submit(this::load);

            List<Set<Told>> toldAtKill = kill(books, receiver, options);
            over = true;
            Map<String, Integer> expected = new HashMap<>();
            IntStream.range(0, TIERS).forEach(number -> expected.put("tier-" + number, result(cycles.get(number))));
            result(load);
            Await.until("all is decided and told", LIMIT, () -> books.undone() == 0);
            monitor.get().terminate();

            storedOnce(books.changes(), expected);
            toldAtLeastOnce(books, receiver.got());
            neverAgain(toldAtKill, receiver.got());
            System.out.printf(
                    "alerts and kill -9: %d kills, seed %d, %,d changes, %,d messages, of which %,d were answered%n",
                    KILLS,
                    SEED,
                    books.changes().size(),
                    receiver.got().size(),
                    receiver.got().stream()
                            .filter(each -> each.answered() == Answered.OK)
                            .count());
        } finally {
            over = true;
            RunningMonitor last = monitor.get();
            if (last != null) {
                last.close();
            }
        }
    }

    /** Kills and starts; what was written down as told at each kill. */
    private List<Set<Told>> kill(AlertBooks books, WebhookLedger receiver, String... options) {
        List<Set<Told>> told = new ArrayList<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            Await.pause(Duration.ofMillis(random.nextInt(LONGEST_LIFE_MILLIS / 4, LONGEST_LIFE_MILLIS)));
            try (RunningMonitor killed = monitor.get()) {
                killed.killNine();
                told.add(books.decided("DELIVERED"));
                receiver.nextLife();
                monitor.set(RunningMonitor.start(data, options));
            }
        }
        return told;
    }

    /** An order that missed its deadline makes the alert of its tier fire, and its late report of a delivery in time resolves it. */
    private int fireAndResolve(String tier, AlertBooks books) {
        int cycles = 0;
        while (!over) {
            String order = tier + "-" + cycles;
            Instant deadline = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
            cycles++;
            long wanted = cycles;
            send(EventTexts.placed(order, tier, "c", deadline.minusSeconds(3_600), deadline, 1));
            Await.until(tier + " fires", LIMIT, () -> books.count(tier, "FIRING") >= wanted);
            send(EventTexts.delivered(order, 1, deadline.minusSeconds(60)));
            Await.until(tier + " is resolved", LIMIT, () -> books.count(tier, "RESOLVED") >= wanted);
        }
        return cycles;
    }

    /** Other orders, all the time. */
    private void load() {
        for (int round = 0; !over; round++) {
            var ledger = new Ledger(History.made("load-" + round + "-", 5_000).events(), SEED);
            while (!over && !ledger.isComplete()) {
                ledger.send(monitor.get(), 2, _ -> {});
                Await.pause(Duration.ofMillis(50));
            }
        }
    }

    private void send(String event) {
        Await.until("an event is acknowledged", LIMIT, () -> {
            try {
                return monitor.get()
                                .post("application/x-ndjson", HttpRequest.BodyPublishers.ofString(event))
                                .status()
                        == 200;
            } catch (IOException lost) {
                return false;
            }
        });
    }

    private static void storedOnce(List<Change> changes, Map<String, Integer> expected) {
        Map<String, String> state = new HashMap<>();
        Map<String, Integer> fired = new HashMap<>();
        Set<Told> all = new HashSet<>();
        for (Change change : changes) {
            assertThat(all.add(change.told())).as("stored once: %s", change).isTrue();
            String before = state.put(change.tier(), change.told().phase());
            assertThat(change.from()).as("%s", change).isEqualTo("firing".equals(before) ? "FIRING" : "INACTIVE");
            if (change.told().phase().equals("firing")) {
                fired.merge(change.tier(), 1, Integer::sum);
            }
        }
        assertThat(fired).as("alerts that fired").isEqualTo(expected);
        assertThat(state.values()).as("all are resolved").containsOnly("resolved");
    }

    private static void toldAtLeastOnce(AlertBooks books, List<Got> got) {
        Set<Told> stored = new HashSet<>();
        books.changes().forEach(change -> stored.add(change.told()));
        Set<Told> taken = new HashSet<>();
        Set<Told> heard = new HashSet<>();
        got.forEach(message -> {
            heard.addAll(message.told());
            if (message.answered() == Answered.OK) {
                taken.addAll(message.told());
            }
        });
        Set<Told> delivered = books.decided("DELIVERED");
        Set<Told> dropped = books.decided("OVERTAKEN", "NEVER_TOLD");

        assertThat(stored).as("nothing is told that did not happen").containsAll(heard);
        assertThat(taken).as("what is written down as told was taken").containsAll(delivered);
        assertThat(stored)
                .as("each is told, or has a reason")
                .allSatisfy(change -> assertThat(delivered.contains(change) || dropped.contains(change))
                        .as("%s", change)
                        .isTrue());
    }

    private static void neverAgain(List<Set<Told>> toldAtKill, List<Got> got) {
        Map<String, Integer> takenInLife = new HashMap<>();
        for (Got message : got) {
            Integer before = takenInLife.get(message.key());
            assertThat(before == null || before < message.life())
                    .as("in one life a message that was answered does not come again: %s", message)
                    .isTrue();
            for (int kill = 0; kill < message.life(); kill++) {
                assertThat(toldAtKill.get(kill))
                        .as("written down as told before kill %d", kill + 1)
                        .doesNotContainAnyElementsOf(message.told());
            }
            if (message.answered() == Answered.OK) {
                takenInLife.put(message.key(), message.life());
            }
        }
    }

    private String[] options(ConnectionFactoryOptions database, WebhookLedger receiver) throws IOException {
        StringBuilder alerts = new StringBuilder("rules:\n");
        for (int number = 0; number < TIERS; number++) {
            alerts.append("  - {id: any-")
                    .append(number)
                    .append(", kind: any-failure, owner: o-")
                    .append(number % TOLD_TOGETHER)
                    .append(", window: P1D, scope: {tier: tier-")
                    .append(number)
                    .append("}}\n");
        }
        alerts.append("routes:\n  - {name: all, channels: [hook], groupBy: [owner], gather: 1s}\n");
        Path file = data.resolve("alerts.yaml");
        Files.writeString(file, alerts);
        return new String[] {
            "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:"
                    + database.getRequiredValue(ConnectionFactoryOptions.PORT) + "/postgres",
            "--spring.r2dbc.username=" + database.getRequiredValue(ConnectionFactoryOptions.USER),
            "--spring.r2dbc.password=" + database.getRequiredValue(ConnectionFactoryOptions.PASSWORD),
            "--monitor.alerts=" + file,
            "--monitor.channels.hook.kind=webhook",
            "--monitor.channels.hook.url=" + receiver.address(),
            "--monitor.channels.hook.key=0123456789abcdef0123456789abcdef",
            "--monitor.outgoing.allow=127.0.0.0/8"
        };
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("failed", e.getCause());
        }
    }
}
