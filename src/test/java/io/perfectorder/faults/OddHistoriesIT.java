package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Histories that no honest producer sends: the counts are exact all the same. {@code -Dfaults.odd=100000} for the long ones. */
class OddHistoriesIT {
    private static final int MANY = Integer.getInteger("faults.odd", 3_000);
    private static final int CLIENTS = 4;
    private static final long SEED = Long.getLong("faults.seed", 42);
    private static final int MOST_LABELS = 30;

    @TempDir
    private static Path data;

    private static RunningMonitor monitor;

    @BeforeAll
    static void start() {
        monitor = RunningMonitor.start(data);
    }

    @AfterAll
    static void stop() {
        monitor.close();
    }

    @Test
    void everythingTwice_countsOnce() throws IOException {
        var history = History.made("twice-", 15_000);
        new Ledger(history.events(), SEED).sendAll(monitor, CLIENTS);

        var again = new Ledger(Ledger.shuffled(history.events(), SEED), SEED);
        again.sendAll(monitor, CLIENTS);

        assertThat(again.duplicates()).isEqualTo(again.total());
        history.check(monitor);
    }

    @Test
    void theLastEventFirst_countsTheSame() throws IOException {
        var history = History.made("reversed-", 15_000);

        new Ledger(history.events().reversed(), SEED).sendAll(monitor, 1);

        history.check(monitor);
    }

    @Test
    void aBacklogOfDays_isOnTheBoardAtOnce() throws IOException {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var orders = new MadeOrders("backlog-", 30_000, now.minus(Duration.ofDays(3)));

        new Ledger(orders.lines().toList(), SEED).sendAll(monitor, CLIENTS);

        var read = MadeOrders.counts(monitor.get("/api/service-levels?window=P7D&by=tier"));
        assertThat(read).containsAllEntriesOf(orders.expected());
        Await.until(
                "the live board tells the backlog",
                Duration.ofMinutes(1),
                () -> MadeOrders.counts(monitor.firstFrame("/api/service-levels/stream?window=P7D&by=tier"))
                        .entrySet()
                        .containsAll(orders.expected().entrySet()));
    }

    @Test
    void oneOrderOfManyEvents_isJudgedByAllOfThem() throws IOException {
        var placed = Instant.parse("2025-01-01T00:00:00Z");
        var promised = Instant.parse("2025-01-02T00:00:00Z");
        List<String> events = new ArrayList<>();
        events.add(EventTexts.placed("one", "tier-of-one", "k", placed, promised, MANY - 1));
        IntStream.range(1, MANY)
                .mapToObj(delivery -> EventTexts.delivered("one", delivery, placed.plusSeconds(600)))
                .forEach(events::add);

        var ledger = new Ledger(Ledger.shuffled(events, SEED), SEED);
        ledger.sendAll(monitor, CLIENTS);

        var order = monitor.get("/api/orders/one");
        assertThat(order.path("events")).hasSize(MANY);
        assertThat(order.at("/verdicts/inFull/met").asBoolean()).isTrue();
        var levels = monitor.get("/api/service-levels?window=P4000D&asOf=2026-01-01T00:00:00Z&tier=tier-of-one");
        assertThat(levels.at("/total/due").asLong()).isEqualTo(1);
        assertThat(levels.at("/total/perfect").asLong()).isEqualTo(1);
    }

    @Test
    void tiersAndCarriersWithoutEnd_areExactInTheStoreAndFoldedInTheMetrics() throws IOException {
        var promised = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(2));
        var events = IntStream.range(0, MANY)
                .mapToObj(number -> EventTexts.placed(
                        "order-" + number,
                        "tier-" + number,
                        "carrier-" + number,
                        promised.minusSeconds(600),
                        promised,
                        1))
                .toList();

        new Ledger(events, SEED).sendAll(monitor, CLIENTS);

        for (String by : List.of("tier", "carrier")) {
            var levels = monitor.get("/api/service-levels?window=PT24H&by=" + by);
            assertThat(levels.at("/total/due").asLong()).isEqualTo(MANY);
            assertThat(levels.path("groups")).hasSize(MANY).allMatch(group -> dueOf(group) == 1);
        }
        assertThat(dueOf(monitor.get("/api/service-levels?window=PT24H&tier=tier-7")
                        .path("total")))
                .isEqualTo(1);
        Await.until(
                "the metrics tell all of them",
                Duration.ofMinutes(1),
                () -> denominators().stream()
                                .mapToDouble(point -> Double.parseDouble(point.group(2)))
                                .sum()
                        == MANY);
        assertThat(denominators())
                .hasSizeLessThan(MOST_LABELS)
                .anyMatch(point -> point.group(1).equals("other"));
    }

    private static long dueOf(JsonNode tally) {
        return tally.path("due").asLong();
    }

    /** The orders due in the last 24 hours, a tier each. */
    private static List<java.util.regex.MatchResult> denominators() {
        Matcher points = Pattern.compile("perfect_order_service_level_denominator_orders\\{"
                        + "measure=\"perfect-order\",tier=\"([^\"]*)\",window=\"24h\"} ([0-9.E]+)")
                .matcher(monitor.page("/actuator/prometheus"));
        return points.results().toList();
    }
}
