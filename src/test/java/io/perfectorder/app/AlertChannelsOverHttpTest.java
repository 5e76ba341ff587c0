package io.perfectorder.app;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Channels as they are tried over HTTP, in an application that may not post to its own machine. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "monitor.manager-key=the-manager",
            "ui.enabled=false",
            "monitor.demo=false",
            "monitor.channels.inward.kind=slack",
            "monitor.channels.inward.url=http://127.0.0.1:1/services/secret-token"
        })
@AutoConfigureWebTestClient(timeout = "PT1M")
@DirtiesContext
class AlertChannelsOverHttpTest {
    @TempDir
    static Path data;

    @Autowired
    private WebTestClient http;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @Test
    void theChannels_areNamedAndShowNothingElse() {
        http.get()
                .uri("/api/alerts/channels")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"channels\":[\"inward\"]}");
    }

    @Test
    void aTest_saysWhatBecameOfIt_andTheLoopbackIsRefused() {
        test("inward", "the-manager")
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"outcome\":\"refused\",\"reason\":\"the address of 127.0.0.1 is loopback\"}");
    }

    @Test
    void anUnknownChannel_isNotFound_andWithoutAKeyNothingIsSent() {
        test("outward", "the-manager").expectStatus().isNotFound().expectBody();
        test("inward", "wrong").expectStatus().isUnauthorized().expectBody();
    }

    private WebTestClient.ResponseSpec test(String channel, String with) {
        return http.post()
                .uri("/api/alerts/channels/{name}/test", channel)
                .header("Authorization", "Bearer " + with)
                .exchange();
    }
}
