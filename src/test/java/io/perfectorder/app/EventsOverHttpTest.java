package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.perfectorder.ingest.ProducerKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Hooks;

/** The intake as a producer meets it: receipts, rejections and refusals, on a real PostgreSQL. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=false", "monitor.demo=false"})
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class EventsOverHttpTest {
    private static final String ONE = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String NDJSON = "application/x-ndjson";

    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @Autowired
    private ProducerKey key;

    @Autowired
    private ApplicationContext context;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    /** Nothing that could send one is there, and no step of a stream restores anything. */
    @Test
    void withoutAPlaceForTraces_thereAreNone() {
        assertThat(context.getBeanNamesForType(Tracer.class)).isEmpty();
        assertThat(context.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
        assertThat(context.getBeanNamesForType(SpanExporter.class)).isEmpty();
        assertThat(Hooks.isAutomaticContextPropagationEnabled()).isFalse();
    }

    @Test
    void oneEvent_isAcceptedOnceAndThenADuplicate() {
        String event = placed("one-1", "one");

        send(ONE, event)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(1);
        send(ONE, event)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.duplicates")
                .isEqualTo(1);
    }

    @Test
    void aRejectedEvent_neverStopsTheOthers() {
        String body = "[" + placed("batch-1", "b1") + ", 7, "
                + placed("batch-2", "b2").replace("order.placed", "order.lost") + ", " + placed("batch-3", "b3") + "]";

        send(BATCH, body)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(2)
                .jsonPath("$.rejected")
                .isEqualTo(2)
                .jsonPath("$.problems[0].index")
                .isEqualTo(1)
                .jsonPath("$.problems[1].code")
                .isEqualTo("unknown-type");
    }

    @Test
    void linesOfAStream_areCountedWithoutBlankOnes() {
        String body = placed("line-1", "l1") + "\r\n\n{broken\n" + placed("line-2", "l2");

        send(NDJSON, body)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(2)
                .jsonPath("$.problems[0].index")
                .isEqualTo(1)
                .jsonPath("$.problems[0].code")
                .isEqualTo("malformed-json");
    }

    @Test
    void aGzippedBody_isInflated() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(placed("gzip-1", "g1").getBytes(StandardCharsets.UTF_8));
        }

        http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .header("Content-Encoding", "gzip")
                .contentType(MediaType.parseMediaType(NDJSON))
                .bodyValue(zipped.toByteArray())
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.accepted")
                .isEqualTo(1);
    }

    @Test
    void wholeRequestsThatCannotBeTaken_getAProblemDocument() {
        assertThat(statusOf(ONE, "")).isEqualTo(400);
        assertThat(statusOf(ONE, "no json")).isEqualTo(400);
        assertThat(statusOf(BATCH, "{}")).isEqualTo(400);
        assertThat(statusOf(NDJSON, "\n \n")).isEqualTo(400);
        assertThat(statusOf("text/plain", "x")).isEqualTo(415);
        http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer wrong")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody();
    }

    @Test
    void anOrderBeforeItsPlacement_waits() {
        String cancelled = """
                {"specversion":"1.0","id":"w-1","source":"test","type":"order.cancelled","subject":"early",\
                "time":"2026-01-01T00:00:00Z","data":{"by":"customer"}}""";
        send(ONE, cancelled).expectStatus().isOk().expectBody();

        get("/api/orders/early")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("waiting");
        get("/api/orders/nobody").expectStatus().isNotFound().expectBody();
    }

    @Test
    void wrongParameters_areNamed() {
        for (String query : new String[] {"window=PT5S", "by=moon", "asOf=2026-01-01T00:00:01Z", "asof=x", "limit=0"}) {
            String path = query.startsWith("limit") ? "/api/orders?" : "/api/service-levels?";
            get(path + query)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.detail")
                    .value(String.class, detail -> assertThat(detail).contains(query.split("=")[0], "allowed"));
        }
    }

    private int statusOf(String type, String body) {
        return send(type, body)
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody(String.class)
                .returnResult()
                .getStatus()
                .value();
    }

    private WebTestClient.ResponseSpec send(String type, String body) {
        return http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec get(String uri) {
        return http.get().uri(uri).exchange();
    }

    private static String placed(String id, String order) {
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"order.placed","subject":"%s",\
                "time":"2026-01-01T00:00:00Z","data":{"customerId":"c","promisedBy":"2026-01-02T00:00:00Z",\
                "lines":[{"line":1,"sku":"s","quantity":1.5}]}}""".formatted(id, order);
    }
}
