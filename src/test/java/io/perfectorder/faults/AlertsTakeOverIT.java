package io.perfectorder.faults;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one database, both with the rules and the channel; the leader ends while alerts fire and are told. Every change is told
 * at least once, none that is written down as told is told again, and who stands by says nothing (ADR 0070, 0082).
 */
@Tag("long")
class AlertsTakeOverIT {
    /** More than a channel is sent at once (RateLimit), so that the leader ends in the middle of them. */
    private static final int TIERS = 14;

    private static final long SEED = Long.getLong("faults.seed", 42);
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FIRST = "/first";
    private static final String SECOND = "/second";

    @TempDir
    private Path databaseHome;

    @TempDir
    private Path one;

    @TempDir
    private Path two;

    private EmbeddedPostgresServer database;
    private WebhookLedger receiver;
    private AlertBooks books;
    private RunningMonitor leader;
    private RunningMonitor standby;

    @BeforeEach
    void startBoth() throws IOException {
        database = EmbeddedPostgresServer.start(databaseHome);
        receiver = new WebhookLedger(SEED);
        books = new AlertBooks(database.connectionOptions());
        leader = launch(one, FIRST);
        leader.awaitReady();
        standby = launch(two, SECOND);
        Await.until("the second stands by", LIMIT, () -> role(standby).equals("standby"));
    }

    @AfterEach
    void stopAll() {
        standby.close();
        leader.close();
        database.close();
        receiver.close();
    }

    @Test
    void whenTheLeaderIsKilled_everyAlertIsTold_andOnlyByWhoLeads() throws IOException {
        takeOver(RunningMonitor::killNine);
    }

    @Test
    void whenTheLeaderIsTerminated_everyAlertIsTold_andOnlyByWhoLeads() throws IOException {
        takeOver(RunningMonitor::terminate);
    }

    private void takeOver(Consumer<RunningMonitor> end) throws IOException {
        Instant deadline = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.SECONDS);
        post(leader, tier -> EventTexts.placed("o-" + tier, tier, "c", deadline.minusSeconds(3_600), deadline, 1));
        Await.until(
                "half of them are told", LIMIT, () -> books.decided("DELIVERED").size() >= TIERS / 2);

        Set<Told> toldBefore = books.decided("DELIVERED");
        assertThat(toldBefore.size()).as("it ends in the middle").isLessThan(TIERS);
        assertThat(receiver.got()).extracting(Got::path).containsOnly(FIRST);
        end.accept(leader);

        Await.until("the other leads", LIMIT, () -> role(standby).equals("leader"));
        Await.until(
                "every alert is told",
                LIMIT,
                () -> books.undone() == 0 && books.changes().size() == TIERS);
        post(standby, tier -> EventTexts.delivered("o-" + tier, 1, deadline.minusSeconds(60)));
        Await.until(
                "every end is told",
                LIMIT,
                () -> books.undone() == 0 && books.changes().size() == 2 * TIERS);

        List<Got> after = receiver.got().stream()
                .dropWhile(message -> message.path().equals(FIRST))
                .toList();
        assertThat(after).as("one after the other").extracting(Got::path).containsOnly(SECOND);
        assertThat(told(after)).as("what was written down as told").doesNotContainAnyElementsOf(toldBefore);
        Set<Told> taken = told(receiver.got().stream()
                .filter(message -> message.answered() == Answered.OK)
                .toList());
        assertThat(taken)
                .as("told and taken at least once, each beginning and each end")
                .containsExactlyInAnyOrderElementsOf(
                        books.changes().stream().map(AlertBooks.Change::told).collect(Collectors.toSet()))
                .hasSize(2 * TIERS);
        System.out.printf(
                "take-over of alerts: %d of %d told before, %d messages, of which %d once more%n",
                toldBefore.size(), TIERS, receiver.got().size(), again(receiver.got()));
    }

    /** Messages that were answered and came again all the same. */
    private static long again(List<Got> all) {
        List<String> taken = all.stream()
                .filter(message -> message.answered() == Answered.OK)
                .map(Got::key)
                .toList();
        return taken.size() - taken.stream().distinct().count();
    }

    private static Set<Told> told(List<Got> messages) {
        Set<Told> told = new HashSet<>();
        messages.forEach(message -> told.addAll(message.told()));
        return told;
    }

    private static void post(RunningMonitor monitor, UnaryOperator<String> event) throws IOException {
        String body = tiers().map(event).collect(Collectors.joining("\n"));
        assertThat(monitor.post("application/x-ndjson", HttpRequest.BodyPublishers.ofString(body))
                        .status())
                .isEqualTo(200);
    }

    private static Stream<String> tiers() {
        return IntStream.range(0, TIERS).mapToObj(number -> "tier-" + number);
    }

    private static String role(RunningMonitor monitor) {
        try {
            return monitor.ask("/actuator/health")
                    .body()
                    .at("/components/monitor/details/role")
                    .asString("");
        } catch (IOException notThere) {
            return "";
        }
    }

    /** Every alert is a message of its own. */
    private RunningMonitor launch(Path data, String path) throws IOException {
        String rules = tiers().map(
                        tier -> "  - {id: any-%s, kind: any-failure, owner: o, window: P1D, scope: {tier: %s}}\n"
                                .formatted(tier, tier))
                .collect(Collectors.joining());
        Path alerts = Files.writeString(
                data.resolve("alerts.yaml"),
                "rules:\n" + rules + "routes:\n  - {name: all, channels: [hook], groupBy: [tier], gather: 0s}\n");
        ConnectionFactoryOptions address = database.connectionOptions();
        return RunningMonitor.launch(
                data,
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:"
                        + address.getRequiredValue(ConnectionFactoryOptions.PORT) + "/postgres",
                "--spring.r2dbc.username=" + address.getRequiredValue(ConnectionFactoryOptions.USER),
                "--spring.r2dbc.password=" + address.getRequiredValue(ConnectionFactoryOptions.PASSWORD),
                "--monitor.alerts=" + alerts,
                "--monitor.channels.hook.kind=webhook",
                "--monitor.channels.hook.url=" + receiver.address().replaceAll("/$", path),
                "--monitor.channels.hook.key=0123456789abcdef0123456789abcdef",
                "--monitor.outgoing.allow=127.0.0.0/8");
    }
}
