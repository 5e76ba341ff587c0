package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Limits so low that a few requests meet them; they refill far more slowly than the test runs. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.loopback-reading=closed",
            "monitor.viewer-key=the-viewer",
            "monitor.limits.failures-per-minute=0.001",
            "monitor.limits.failures-burst=3"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class LimitsOverHttpTest {
    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @Test
    void anAddressThatIsRefusedTooOften_isToldToWait_withAProblemDocument() {
        for (int i = 0; i < 3; i++) {
            assertThat(ask("guess-" + i).getStatus().value()).isEqualTo(401);
        }

        EntityExchangeResult<byte[]> refused = ask("guess-4");

        assertThat(refused.getStatus().value()).isEqualTo(429);
        assertThat(refused.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(Long.parseLong(String.valueOf(refused.getResponseHeaders().getFirst("Retry-After"))))
                .isPositive();
        assertThat(ask("the-viewer").getStatus().value())
                .as("the right key, too")
                .isEqualTo(429);
        for (String probe : new String[] {"liveness", "readiness"}) {
            http.get()
                    .uri("/actuator/health/" + probe)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody();
        }
    }

    private EntityExchangeResult<byte[]> ask(String key) {
        return http.get()
                .uri("/api/dead-letters")
                .header("Authorization", "Bearer " + key)
                .exchange()
                .expectBody()
                .returnResult();
    }
}
