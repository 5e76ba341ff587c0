package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** What a producer should never send: each is rejected for itself with its reason, beside events that are stored, and nothing is a 500. */
class HostileEventsOverHttpTest extends ReadingHttp {
    private static final String DEADLINE = "2026-07-01T00:00:00Z";
    private static final String NDJSON = "application/x-ndjson";
    private static final String BATCH = "application/cloudevents-batch+json";

    @Test
    void hostileEvents_areRejectedOneByOneBesideTheOthers() {
        Map<byte[], String> hostile = hostileEvents();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int number = 0;
        for (byte[] event : hostile.keySet()) {
            body.writeBytes((honest("beside-" + number++) + "\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(event);
            body.write('\n');
        }

        JsonNode receipt = receipt(post(NDJSON, body.toByteArray()));

        assertThat(receipt.path("accepted").asInt()).isEqualTo(hostile.size());
        List<String> codes = new ArrayList<>();
        receipt.path("problems")
                .forEach(problem -> codes.add(problem.path("code").asString()));
        assertThat(codes).containsExactlyElementsOf(hostile.values());
        assertThat(get("/api/orders/beside-0").path("id").asString()).isEqualTo("beside-0");
    }

    @Test
    void yearsFarAway_areStoredAsTheyAre() {
        String ancient = honest("ancient").replace("\"time\":\"2026-01-01T", "\"time\":\"-0001-01-01T");
        String first = honest("first").replace("\"time\":\"2026-01-01T", "\"time\":\"0001-01-01T");
        String late = honest("late").replace(DEADLINE, "9999-12-31T23:59:59Z");

        JsonNode receipt =
                receipt(post(NDJSON, (ancient + "\n" + first + "\n" + late).getBytes(StandardCharsets.UTF_8)));

        assertThat(receipt.path("rejected").asInt()).isEqualTo(1);
        assertThat(receipt.at("/problems/0/code").asString()).isEqualTo("invalid-attribute");
        assertThat(get("/api/orders/first").path("id").asString()).isEqualTo("first");
        assertThat(get("/api/orders/late").path("deadline").asString()).startsWith("9999-12-31T23:59:59");
    }

    @Test
    void aBodyThatCannotBeTaken_isRefusedAsAWhole() throws IOException {
        assertThat(post(BATCH, "[".repeat(100_000).getBytes(StandardCharsets.UTF_8))
                        .getStatus()
                        .value())
                .isEqualTo(400);
        assertThat(post(BATCH, ("[" + "7,".repeat(10_000) + "7]").getBytes(StandardCharsets.UTF_8))
                        .getStatus()
                        .value())
                .isEqualTo(413);
        assertThat(post(BATCH, new byte[33 << 20]).getStatus().value()).isEqualTo(413);
        assertThat(post("application/cloudevents+json", "NaN".getBytes(StandardCharsets.UTF_8))
                        .getStatus()
                        .value())
                .isEqualTo(400);
        for (String type : List.of(NDJSON, BATCH)) {
            assertThat(http.post()
                            .uri("/api/events")
                            .header("Authorization", "Bearer " + key.value())
                            .header("Content-Encoding", "gzip")
                            .contentType(MediaType.parseMediaType(type))
                            .bodyValue(bomb())
                            .exchange()
                            .expectBody(String.class)
                            .returnResult()
                            .getStatus()
                            .value())
                    .isEqualTo(413);
        }
    }

    private static Map<byte[], String> hostileEvents() {
        Map<byte[], String> events = new LinkedHashMap<>();
        String honest = honest("hostile");
        add(events, "malformed-json", "NaN");
        add(events, "malformed-json", honest.replace("\"quantity\":1", "\"quantity\":NaN"));
        add(events, "invalid-data", honest.replace("\"quantity\":1", "\"quantity\":1e999"));
        add(events, "invalid-data", honest.replace("\"quantity\":1", "\"quantity\":1e-999"));
        add(events, "invalid-data", honest.replace("\"quantity\":1", "\"quantity\":99999999999999999999999"));
        add(events, "invalid-data", honest.replace("\"quantity\":1", "\"quantity\":-0.0"));
        add(events, "too-large", honest.replace("\"quantity\":1", "\"quantity\":" + "9".repeat(1_001)));
        add(events, "too-large", honest.replace("\"sku\":\"s\"", "\"sku\":\"" + "s".repeat(1 << 20) + "\""));
        add(events, "invalid-data", honest.replace("\"sku\":\"s\"", "\"sku\":\"" + "s".repeat(1_000_000) + "\""));
        add(events, "too-deep", "[".repeat(10_000) + "]".repeat(10_000));
        add(events, "too-deep", honest.replace("\"sku\":\"s\"", "\"sku\":" + "{\"a\":".repeat(10_000)));
        add(events, "duplicate-field", honest.replace("\"type\":", "\"id\":\"other\",\"type\":"));
        add(events, "duplicate-field", honest.replace("\"sku\":\"s\"", "\"sku\":\"s\",\"sku\":\"s\""));
        add(events, "invalid-text", honest.replace("\"sku\":\"s\"", "\"sku\":\"\\u0000\""));
        add(events, "invalid-text", honest.replace("\"sku\":\"s\"", "\"sku\":\"\\uD800\""));
        add(events, "time-in-future", honest.replace("\"time\":\"2026", "\"time\":\"9999"));
        add(events, "invalid-attribute", honest.replace("\"time\":\"2026-01", "\"time\":\"+10000-01"));
        add(events, "invalid-attribute", honest.replace("\"time\":\"2026-01-01", "\"time\":\"2026-02-30"));
        add(events, "unknown-type", honest.replace("order.placed", "order.placed\\\"; drop table journal; --"));
        byte[] notUtf8 = honest.getBytes(StandardCharsets.UTF_8);
        notUtf8[notUtf8.length / 2] = (byte) 0xC0;
        events.put(notUtf8, "invalid-utf-8");
        return events;
    }

    private static void add(Map<byte[], String> events, String code, String event) {
        events.put(event.getBytes(StandardCharsets.UTF_8), code);
    }

    private static String honest(String order) {
        return placed(order, "hostile", DEADLINE);
    }

    private EntityExchangeResult<String> post(String type, byte[] body) {
        return http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(body)
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    private static JsonNode receipt(EntityExchangeResult<String> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return JSON.readTree(answer.getResponseBody());
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new byte[100 << 20]);
        }
        return packed.toByteArray();
    }
}
