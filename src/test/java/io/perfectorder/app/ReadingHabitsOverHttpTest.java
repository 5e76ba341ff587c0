package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** How readings behave as HTTP: methods, media types, unknown things, and the stream. */
class ReadingHabitsOverHttpTest extends ReadingHttp {
    @Test
    void anUnknownOrder_isAProblemDocument() {
        for (String id : List.of("nobody", "a", "%00", "x".repeat(101))) {
            http.get()
                    .uri(URI.create("http://localhost:" + port + "/api/orders/" + id))
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody();
        }
    }

    @Test
    void head_isGetWithoutABody() {
        for (String path : List.of(LEVELS, ORDERS, "/api/orders/A-1", "/api/service-levels/stream?window=PT1H")) {
            http.method(HttpMethod.HEAD)
                    .uri(path)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .isEmpty();
        }
    }

    @Test
    void otherMethodsAndTypes_areRefused() {
        http.post().uri(LEVELS).exchange().expectStatus().isUnauthorized().expectBody();
        http.post()
                .uri(LEVELS)
                .header("Authorization", "Bearer " + key.value())
                .exchange()
                .expectStatus()
                .isEqualTo(405)
                .expectBody();
        http.get()
                .uri(LEVELS)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectBody();
        http.get()
                .uri(LEVELS)
                .accept(MediaType.ALL)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
        http.get()
                .uri("/api/service-levels/stream?window=PT1H")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isEqualTo(406)
                .expectBody();
    }

    @Test
    void theStream_pushesWhatTheLevelsAnswer() {
        for (String by : List.of("tier", "all")) {
            Flux<JsonNode> frames = http.get()
                    .uri("/api/service-levels/stream?window=PT24H&by=" + by)
                    .accept(MediaType.TEXT_EVENT_STREAM)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
                    .returnResult(String.class)
                    .getResponseBody()
                    .map(JSON::readTree)
                    .filter(frame -> frame.at("/total/due").asLong() == 1);

            JsonNode frame = frames.blockFirst(Duration.ofMinutes(1));

            assertThat(frame).isNotNull();
            assertThat(frame)
                    .isEqualTo(get("/api/service-levels?window=PT24H&by=" + by + "&asOf="
                            + frame.path("asOf").asString()));
        }
    }
}
