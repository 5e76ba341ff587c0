package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.faults.Await;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.testing.FreePort;
import io.perfectorder.testing.Program;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of metrics of the running application, read by the real promtool and scraped by the real Prometheus. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.channels.ops.kind=slack",
            "monitor.channels.ops.url=https://hooks.example/x"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class MetricsPageTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern OURS = Pattern.compile("\\bperfect_order_[a-z_]+");
    private static final String DUE =
            "perfect_order_service_level_denominator_orders{measure=\"perfect-order\",tier=\"gold\",window=\"24h\"} 2.0";

    @TempDir
    static Path data;

    @TempDir
    Path folder;

    @Autowired
    private WebTestClient http;

    @Autowired
    private ProducerKey key;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @BeforeEach
    void sendOrders() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String body = String.join(
                "\n",
                event("order.placed", "m-1", now.minusSeconds(7_200), placed(now)),
                event("order.placed", "m-2", now.minusSeconds(7_200), placed(now)),
                event(
                        "delivery.completed",
                        "m-1",
                        now.minusSeconds(1_800),
                        "{\"deliveryId\":\"d\",\"lines\":[{\"line\":1,\"quantity\":1}]}"),
                "no event");
        http.post()
                .uri("/api/events")
                .contentType(MediaType.APPLICATION_NDJSON)
                .header("Authorization", "Bearer " + key.value())
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        Await.until("the page shows both orders", LIMIT, () -> page().contains(DUE));
    }

    @Test
    void thePage_pleasesPromtool() {
        // Names that libraries chose are theirs.
        String ours =
                page().lines().filter(line -> OURS.matcher(line).find()).collect(Collectors.joining("\n", "", "\n"));

        Program.Ended ended = Program.PROMTOOL.run(ours, Map.of(), "check", "metrics");

        assertThat(ended.said()).isEmpty();
        assertThat(ended.code()).isZero();
    }

    @Test
    void thePage_isOpenMetricsForThoseWhoAskForIt() {
        http.get()
                .uri("/actuator/prometheus")
                .header("Accept", "application/openmetrics-text; version=1.0.0")
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith("application/openmetrics-text")
                .expectBody(String.class)
                .value(page -> assertThat(page).endsWith("# EOF\n"));
    }

    @Test
    void thePage_hasAllThatIsPromised() {
        assertThat(page().lines().map(line -> line.replaceAll("[{ ].*", "")))
                .contains(
                        "perfect_order_events_received_total",
                        "perfect_order_events_accepted_total",
                        "perfect_order_events_duplicate_total",
                        "perfect_order_events_rejected_total",
                        "perfect_order_dead_letters_total",
                        "perfect_order_verdicts_restated_total",
                        "perfect_order_events_in_flight",
                        "perfect_order_intake_permits",
                        "perfect_order_journal_commit_seconds_bucket",
                        "perfect_order_journal_batch_events_bucket",
                        "perfect_order_apply_seconds_bucket",
                        "perfect_order_snapshot_age_seconds",
                        "perfect_order_push_seconds_bucket",
                        "perfect_order_cached_subjects",
                        "perfect_order_alert_transitions_total",
                        "perfect_order_alert_deliveries_total",
                        "jvm_threads_live_threads",
                        "jvm_threads_states_threads",
                        "jvm_memory_used_bytes",
                        "jvm_memory_max_bytes");
    }

    @Test
    void nameOfCustomersAndOrders_areNoLabels() {
        assertThat(page()).doesNotContain("m-1", "customer-of-metrics");
    }

    @Test
    void everyMetricOfTheDashboardAndTheRules_isOnThePage() throws IOException {
        String page = page();
        String asked = OpsFilesTest.rules() + OpsFilesTest.dashboardQueries();
        Set<String> missing = OURS.matcher(asked.replaceAll("window_measure:\\S+", ""))
                .results()
                .map(MatchResult::group)
                .filter(name -> !page.contains("\n" + name + "{") && !page.contains("\n" + name + " "))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void prometheus_scrapesItAndComputesTheRates() throws IOException {
        int own = FreePort.next();
        Path configuration = configuration();
        Process prometheus = Program.PROMETHEUS.start(
                folder.resolve("log"),
                List.of(
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + own));
        try {
            String ratio = "window_measure:perfect_order_service_level:ratio{window=\"24h\",measure=\"perfect-order\"}";
            // Both at once: a scrape that takes longer than its second leaves a hole between two questions.
            Await.until(
                    "Prometheus has computed the rate",
                    LIMIT,
                    () -> value(own, ratio).equals(Optional.of("0.5"))
                            && value(own, "up{job=\"perfect-order-monitor\"}").equals(Optional.of("1")));
            assertThat(value(own, "sum(perfect_order_events_received_total)"))
                    .isEqualTo(value(
                            own,
                            "sum(perfect_order_events_accepted_total) + sum(perfect_order_events_duplicate_total)"
                                    + " + sum(perfect_order_events_rejected_total)"));
            assertThat(get(own, "/api/v1/rules"))
                    .contains("PerfectOrderSnapshotStale")
                    .doesNotContain("\"health\":\"err\"");
        } finally {
            prometheus.destroy();
            prometheus.onExit().join();
        }
    }

    /** The file that is shipped, for this machine. */
    private Path configuration() throws IOException {
        Path shipped = Path.of("src/main/ops/prometheus");
        Path rules = Files.createDirectories(folder.resolve("rules"));
        try (Stream<Path> files = Files.list(shipped.resolve("rules"))) {
            for (Path file : files.toList()) {
                Files.copy(file, rules.resolve(file.getFileName()));
            }
        }
        Path key = Files.writeString(folder.resolve("viewer.key"), "unused");
        String text = Files.readString(shipped.resolve("prometheus.yml"))
                .replace("monitor:8081", "127.0.0.1:" + port)
                .replace("alertmanager:9093", "127.0.0.1:9")
                .replace("/run/secrets/viewer-key", key.toString())
                .replace("15s", "1s");
        return Files.writeString(folder.resolve("prometheus.yml"), text);
    }

    private String page() {
        byte[] page = http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBodyContent();
        return new String(page == null ? new byte[0] : page, StandardCharsets.UTF_8);
    }

    private static Optional<String> value(int port, String query) {
        String answer = get(port, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        JsonNode result = JsonMapper.shared().readTree(answer).path("data").path("result");
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of(result.get(0).path("value").get(1).asString());
    }

    private static String get(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String placed(Instant now) {
        return "{\"customerId\":\"customer-of-metrics\",\"tier\":\"gold\",\"promisedBy\":\"" + now.minusSeconds(600)
                + "\",\"lines\":[{\"line\":1,\"sku\":\"s\",\"quantity\":1}]}";
    }

    private static String event(String type, String order, Instant time, String eventData) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + type + "-" + order + "\",\"source\":\"metrics\",\"type\":\""
                + type + "\",\"subject\":\"" + order + "\",\"time\":\"" + time + "\",\"data\":" + eventData + "}";
    }
}
