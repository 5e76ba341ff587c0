package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perfectorder.ingest.ProducerKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real deliveries through HTTP into a real PostgreSQL, read back with the counts that a slow oracle computed. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=false", "monitor.demo=false"})
@AutoConfigureWebTestClient(timeout = "PT2M")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class ScmsHistoryTest {
    private static final Path HISTORY = Path.of("../shared/data/scms/events.ndjson.gz");
    private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path data;

    private static List<String> lines = List.of();

    @Autowired
    private WebTestClient http;

    @Autowired
    private ProducerKey key;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @BeforeAll
    static void readHistory() throws IOException {
        assumeTrue(Files.exists(HISTORY), "skipped: the real deliveries in ../shared/data/scms are absent");
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(HISTORY)), StandardCharsets.UTF_8))) {
            lines = reader.lines().toList();
        }
    }

    @Test
    @Order(1)
    void shuffledPiecesOfSeveralClients_giveTheExpectedCounts() {
        List<String> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(7));

        List<JsonNode> receipts = Flux.fromIterable(shuffled)
                .buffer(1_500)
                .flatMap(piece -> Flux.defer(() -> Flux.just(send(String.join("\n", piece)))), 4)
                .collectList()
                .block();

        assertThat(receipts).isNotNull();
        assertThat(receipts.stream().mapToLong(r -> r.path("accepted").asLong()).sum())
                .isEqualTo(14_060);
        expectTheKnownCounts();
    }

    @Test
    @Order(2)
    void theSameAgain_isAllDuplicates() {
        JsonNode receipt = send(String.join("\n", lines));

        assertThat(receipt.path("accepted").asLong()).isZero();
        assertThat(receipt.path("duplicates").asLong()).isEqualTo(14_060);
        expectTheKnownCounts();
    }

    @Test
    @Order(3)
    void pagesOfMissedOrders_addUpToTheCount() {
        int seen = 0;
        String cursor = "";
        do {
            JsonNode page = get("/api/orders?measure=on-time&outcome=missed&window=P4000D&asOf=2016-01-01T00:00:00Z"
                    + "&carrier=Ocean&limit=17" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.path("total").asInt()).isEqualTo(327 - 264);
            seen += page.path("orders").size();
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(327 - 264);
    }

    @Test
    @Order(4)
    void oneOrder_isExplained() {
        JsonNode order = get("/api/orders/ASN-6");

        assertThat(order.path("state").asString()).isEqualTo("judged");
        assertThat(order.path("events").size()).isEqualTo(2);
        assertThat(order.path("verdicts").path("onTime").path("because").asString())
                .isNotBlank();
    }

    @Test
    @Order(5)
    void beforeAnythingWasRecorded_nothingIsKnown() {
        JsonNode levels = get(
                "/api/service-levels?window=P4000D&by=all&asOf=2016-01-01T00:00:00Z" + "&knownAt=2016-01-01T00:00:00Z");

        assertThat(levels.path("total").path("due").asLong()).isZero();
        assertThat(levels.path("total").path("rates").isEmpty()).isTrue();
    }

    private void expectTheKnownCounts() {
        JsonNode byCarrier = get("/api/service-levels?window=P4000D&by=carrier&asOf=2016-01-01T00:00:00Z");
        assertThat(counts(byCarrier.path("total"))).isEqualTo("7030/6225");
        assertThat(byCarrier.path("groups").valueStream().map(g -> g.path("key").asString() + " " + counts(g)))
                .containsExactlyInAnyOrder(
                        "Air 4541/4153", "Air Charter 494/442", "Ocean 327/264", "Truck 1442/1143", "unknown 226/223");
        JsonNode byTier = get("/api/service-levels?window=P365D&by=tier&asOf=2012-12-31T00:00:00Z");
        assertThat(byTier.path("groups").valueStream().map(g -> g.path("key").asString() + " " + counts(g)))
                .containsExactlyInAnyOrder("A 632/589", "B 107/99", "C 150/139");
    }

    private static String counts(JsonNode tally) {
        return tally.path("due").asLong() + "/" + tally.path("onTime").asLong();
    }

    private JsonNode send(String body) {
        return JSON.readTree(http.post()
                .uri("/api/events")
                .contentType(NDJSON)
                .header("Authorization", "Bearer " + key.value())
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private JsonNode get(String uri) {
        return JSON.readTree(http.get()
                .uri(uri, Map.of())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }
}
