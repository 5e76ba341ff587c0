package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.ingest.ProducerKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application with a few orders, read over HTTP. One application for all classes that extend this with the same beans. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.operator-key=" + ReadingHttp.OPERATOR,
            "monitor.manager-key=" + ReadingHttp.MANAGER
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
abstract class ReadingHttp {
    static final String OPERATOR = "the-operator";
    static final String MANAGER = "the-manager";
    static final JsonMapper JSON = new JsonMapper();
    static final String LEVELS = "/api/service-levels?window=P1D&asOf=2026-01-02T00:00:00Z";
    static final String ORDERS = "/api/orders?window=P1D&asOf=2026-01-02T00:00:00Z";
    static final List<String> ODD_IDS = List.of(
            "a/b",
            "50%",
            "\uD83D\uDE9A",
            "x".repeat(99) + "é",
            "a b",
            "x;y=z",
            "..",
            "a+b",
            "q?r#s",
            "%2F",
            "\\",
            "\"quoted\"",
            "a:b",
            "订单 7");

    /** The producer keys of the applications that have the orders: each application makes its own. */
    private static final Set<String> SENT = new HashSet<>();

    @Autowired
    WebTestClient http;

    @Autowired
    ProducerKey key;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        // Called once for each application, which outlives the class that started it; two must never share a directory.
        String data = temporaryDirectory().toString();
        registry.add("monitor.data-dir", () -> data);
    }

    @BeforeEach
    void sendOrdersOnce() {
        if (!SENT.add(key.value())) {
            return;
        }
        List<String> lines = new ArrayList<>();
        IntStream.rangeClosed(1, 6).forEach(number -> lines.add(placed("A-" + number, "a", "2026-01-02T00:00:00Z")));
        IntStream.rangeClosed(1, 2).forEach(number -> lines.add(placed("B-" + number, "b", "2026-01-01T00:01:00Z")));
        lines.add(placed("before", "a", "2026-01-01T00:00:00Z"));
        lines.add(placed("after", "a", "2026-01-02T00:00:00.000000001Z"));
        ODD_IDS.forEach(id -> lines.add(placed(id, "odd", "2026-03-01T00:00:00Z")));
        Instant justNow = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS);
        lines.add(placed("live", "live", justNow.toString()));
        send(lines);
    }

    void refused(String uri, String parameter) {
        http.get()
                .uri(URI.create("http://localhost:" + port + uri))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("'" + parameter + "'", "allowed: "));
    }

    JsonNode get(String uri) {
        return JSON.readTree(http.get()
                .uri(URI.create("http://localhost:" + port + uri))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_JSON)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    void send(List<String> lines) {
        http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .bodyValue(String.join("\n", lines))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(lines.size());
    }

    static String placed(String order, String group, String promisedBy) {
        return """
                {"specversion":"1.0","id":%1$s,"source":"test","type":"order.placed","subject":%1$s,\
                "time":"2026-01-01T00:00:00Z","data":{"customerId":"customer-%2$s","tier":"tier-%2$s",\
                "region":"region-%2$s","distributionCentre":"distributionCentre-%2$s","carrier":"carrier-%2$s",\
                "channel":"channel-%2$s","promisedBy":"%3$s","lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(JSON.writeValueAsString(order), group, promisedBy);
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("reading-http");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
