package io.perfectorder.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every test of the board in a real Chromium stands on: an application with data of its own, a browser, and events over HTTP. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=true", "monitor.demo=false"})
@DirtiesContext
abstract class BoardInBrowser {
    /** The instant at which the test class began: orders that are due a little before it are in every window for minutes. */
    static Instant now = Instant.EPOCH;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = FreePort.next();

    @TempDir
    static Path data;

    static BoardBrowser browser;

    @Autowired
    ProducerKey key;

    /** The board, a context of its own, has the name of the last port too; so the port is asked of the server. */
    @Autowired
    private WebServerApplicationContext server;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        registry.add("ui.port", () -> PORT);
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @BeforeAll
    static void open() {
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        browser = new BoardBrowser(PORT);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    /** A page of a viewer who has never been here, at this path from the root of the board. */
    static Page opened(String path) {
        return opened(path, 1440);
    }

    static Page opened(String path, int width) {
        Page page = browser.page("en", ColorScheme.LIGHT, width);
        page.navigate(browser.at(path));
        BoardBrowser.awaitLive(page);
        return page;
    }

    /** What the reading API answers. */
    final JsonNode api(String path) {
        return new JsonMapper().readTree(text(URI.create(root() + path)));
    }

    /** How many orders the reading API finds for the query of an address. */
    final long total(String query) {
        return api("/api/orders?" + query).path("total").asLong();
    }

    static String text(URI address) {
        return exchange(HttpRequest.newBuilder(address).build());
    }

    /** Sends events over HTTP; all of them must be taken. */
    final void send(List<String> events) {
        String receipt = exchange(HttpRequest.newBuilder(URI.create(root() + "/api/events"))
                .header("Authorization", "Bearer " + key.value())
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", events)))
                .build());
        assertThat(receipt).contains("\"rejected\":0");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String root() {
        return "http://localhost:" + server.getWebServer().getPort();
    }

    private static String exchange(HttpRequest request) {
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
