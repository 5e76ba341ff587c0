package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Rejected events are read, exported, corrected and replayed. */
class DeadLettersOverHttpTest extends ReadingHttp {
    /** Far from the deadlines of the orders that the other classes count in the same application. */
    private static final String DEADLINE = "2026-06-01T00:00:00Z";

    private static final String LIST = "/api/dead-letters?limit=1000";

    private long newest;

    @BeforeEach
    void lookAtTheNewest() {
        JsonNode letters = get("/api/dead-letters?limit=1").path("letters");
        newest = letters.isEmpty() ? 0 : letters.get(0).path("id").asLong();
    }

    @Test
    void aRejectedEvent_isKeptWithItsReasonAndItsRawText() {
        String raw = placed("lost-1", "lost", DEADLINE).replace("order.placed", "order.lost");
        reject(raw.getBytes(StandardCharsets.UTF_8));

        JsonNode letter = fresh().getFirst();

        assertThat(letter.path("code").asString()).isEqualTo("unknown-type");
        assertThat(letter.path("detail").asString()).contains("order.lost", "allowed");
        assertThat(letter.path("eventSource").asString()).isEqualTo("test");
        assertThat(letter.path("eventId").asString()).isEqualTo("lost-1");
        assertThat(letter.path("raw").asString()).isEqualTo(raw);
        assertThat(letter.has("replayedAt")).isFalse();
        assertThat(get("/api/dead-letters/" + letter.path("id"))).isEqualTo(letter);
    }

    @Test
    void pages_goThroughAllLettersOnce() {
        for (int number = 0; number < 7; number++) {
            reject(("{\"broken\": " + number).getBytes(StandardCharsets.UTF_8));
        }
        List<Long> all =
                fresh().stream().map(letter -> letter.path("id").asLong()).toList();

        List<Long> paged = new ArrayList<>();
        JsonNode page = get("/api/dead-letters?limit=3&code=malformed-json");
        while (paged.size() < all.size()) {
            page.path("letters").forEach(letter -> paged.add(letter.path("id").asLong()));
            page = page.has("next")
                    ? get("/api/dead-letters?limit=3&code=malformed-json&cursor="
                            + page.path("next").asString())
                    : JSON.createObjectNode();
        }

        assertThat(all).hasSize(7).isSortedAccordingTo((left, right) -> Long.compare(right, left));
        assertThat(paged.subList(0, 7)).isEqualTo(all);
    }

    @Test
    void filters_chooseByCodeAndInstant() {
        reject("{\"odd\": 1".getBytes(StandardCharsets.UTF_8));
        reject("7".getBytes(StandardCharsets.UTF_8));
        JsonNode number = fresh().getFirst();
        String recorded = number.path("recordedAt").asString();

        JsonNode since = get(LIST + "&since=" + recorded).path("letters");
        JsonNode broken = get(LIST + "&code=malformed-json&since=" + recorded).path("letters");

        assertThat(since).containsExactly(number);
        assertThat(broken).isEmpty();
        assertThat(get(LIST + "&since=2099-01-01T00:00:00Z").path("letters")).isEmpty();
        refused("/api/dead-letters?code=Moon!", "code");
        refused("/api/dead-letters?since=yesterday", "since");
        refused("/api/dead-letters?replayed=perhaps", "replayed");
        refused("/api/dead-letters?limit=1001", "limit");
        refused("/api/dead-letters?cursor=x", "cursor");
        refused("/api/dead-letters.ndjson?limit=1", "limit");
    }

    @Test
    void theExport_holdsEveryLetterWholeAndOldestFirst() {
        byte[] notUtf8 = {'{', (byte) 0xFF, '}'};
        String longOne = "{\"long\": \"" + "é".repeat(300_000);
        for (int number = 0; number < 40; number++) {
            reject(number == 20 ? longOne.getBytes(StandardCharsets.UTF_8) : notUtf8);
        }
        JsonNode beginning = fresh().get(19);

        List<JsonNode> lines = export();
        List<JsonNode> own = lines.subList(lines.size() - 40, lines.size());

        assertThat(lines)
                .extracting(line -> line.path("id").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(Base64.getDecoder().decode(own.getFirst().path("rawBase64").asString()))
                .isEqualTo(notUtf8);
        assertThat(own.get(20).path("raw").asString()).isEqualTo(longOne);
        assertThat(beginning.path("raw").asString()).hasSizeBetween(2_000, 4_096);
        assertThat(longOne).startsWith(beginning.path("raw").asString());
        assertThat(beginning.path("rawBytes").asInt()).isEqualTo(longOne.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aCorrectedEvent_isTakenAndTheLetterMarked() {
        String right = placed("mended", "mended", DEADLINE);
        reject(right.replace("\"quantity\":1", "\"quantity\":-1").getBytes(StandardCharsets.UTF_8));
        JsonNode letter = fresh().getFirst();

        JsonNode first = replay(letter, right);
        String marked =
                get("/api/dead-letters/" + letter.path("id")).path("replayedAt").asString();
        JsonNode second = replay(letter, right);

        assertThat(first.path("accepted").asInt()).isEqualTo(1);
        assertThat(second.path("duplicates").asInt()).isEqualTo(1);
        assertThat(get("/api/orders/mended").path("id").asString()).isEqualTo("mended");
        assertThat(marked).isNotEmpty();
        assertThat(get("/api/dead-letters/" + letter.path("id"))
                        .path("replayedAt")
                        .asString())
                .isEqualTo(marked);
        assertThat(get(LIST + "&replayed=true").path("letters"))
                .extracting(replayed -> replayed.path("id"))
                .contains(letter.path("id"));
        assertThat(get(LIST + "&replayed=false").path("letters"))
                .extracting(waiting -> waiting.path("id"))
                .doesNotContain(letter.path("id"));
    }

    @Test
    void anEventThatIsStillWrong_staysAsItWas() {
        String wrong = placed("still", "still", DEADLINE).replace("order.placed", "order.lost");
        reject(wrong.getBytes(StandardCharsets.UTF_8));
        JsonNode letter = fresh().getFirst();

        JsonNode asItWas = replay(letter, "");
        JsonNode otherwise = replay(letter, wrong.replace("\"specversion\":\"1.0\",", ""));
        JsonNode noJson = replay(letter, "{");

        assertThat(asItWas.path("problems").get(0).path("code").asString()).isEqualTo("unknown-type");
        assertThat(otherwise.path("problems").get(0).path("code").asString()).isEqualTo("missing-attribute");
        assertThat(noJson.path("problems").get(0).path("code").asString()).isEqualTo("malformed-json");
        assertThat(fresh()).containsExactly(letter);
    }

    @Test
    void aReplay_needsAKeyALetterAndJson() {
        reject("7".getBytes(StandardCharsets.UTF_8));
        String path = "/api/dead-letters/" + fresh().getFirst().path("id") + "/replay";

        http.post().uri(path).exchange().expectStatus().isUnauthorized().expectBody();
        post("/api/dead-letters/999999999/replay", "application/json", "")
                .expectStatus()
                .isNotFound()
                .expectBody();
        post("/api/dead-letters/x/replay", "application/json", "")
                .expectStatus()
                .isNotFound()
                .expectBody();
        post(path, "text/plain", "{}").expectStatus().isEqualTo(415).expectBody();
        post(path, "application/json", "\"" + "x".repeat(33 << 20) + "\"")
                .expectStatus()
                .isEqualTo(413)
                .expectBody();
        http.get()
                .uri("/api/dead-letters/0")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody();
    }

    private void reject(byte[] event) {
        JsonNode receipt = JSON.readTree(http.post()
                .uri("/api/events")
                .header("Authorization", "Bearer " + key.value())
                .contentType(MediaType.parseMediaType("application/x-ndjson"))
                .bodyValue(event)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        assertThat(receipt.path("rejected").asInt()).isEqualTo(1);
    }

    /** The letters of this test, newest first. */
    private List<JsonNode> fresh() {
        List<JsonNode> letters = new ArrayList<>();
        get(LIST).path("letters").forEach(letters::add);
        return letters.stream()
                .filter(letter -> letter.path("id").asLong() > newest)
                .toList();
    }

    private List<JsonNode> export() {
        String text = String.valueOf(http.mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(64 << 20))
                .build()
                .get()
                .uri("/api/dead-letters.ndjson")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_NDJSON)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
        return text.lines().map(JSON::readTree).toList();
    }

    private JsonNode replay(JsonNode letter, String event) {
        return JSON.readTree(
                post("/api/dead-letters/" + letter.path("id") + "/replay", "application/cloudevents+json", event)
                        .expectStatus()
                        .isOk()
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody());
    }

    private WebTestClient.ResponseSpec post(String path, String type, String body) {
        return http.post()
                .uri(path)
                .header("Authorization", "Bearer " + OPERATOR)
                .contentType(MediaType.parseMediaType(type))
                .bodyValue(body)
                .exchange();
    }
}
