package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.ingest.Reception;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** The overview and the wall in a real Chromium; what they looked like is in {@code target/screenshots}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=true", "monitor.demo=false"})
class BoardInBrowserTest {
    private static final List<String> HOSTILE_TIERS = List.of(
            "<script>document.title='hacked'</script>",
            "<img src=x onerror=document.title='hacked'>",
            "x".repeat(100),
            "🚚 الأولوية \u202Egold");
    private static final AtomicInteger SENT = new AtomicInteger();
    private static final int PORT = BoardBrowser.freePort();
    private static BoardBrowser browser;

    @TempDir
    static Path data;

    @Autowired
    private Reception reception;

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
        browser = new BoardBrowser(PORT);
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void sendADay() {
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= 90; i++) {
            String id = "day-" + i;
            events.add(placed(id, List.of("platinum", "gold", "silver").get(i % 3), 900L * i));
            if (i % 7 != 0) {
                events.add(delivered(id, 900L * i + 600));
            }
        }
        reception.receive(events).block();
    }

    @Test
    void overviewAndWall_areRightInBothLanguagesThemesAndEveryWidth() {
        for (String language : BoardBrowser.LANGUAGES) {
            for (ColorScheme scheme : BoardBrowser.SCHEMES) {
                for (int width : BoardBrowser.WIDTHS) {
                    for (String name : List.of("overview", "wall")) {
                        Page page = browser.page(language, scheme, width);
                        page.navigate(browser.at("?window=P1D" + (name.equals("wall") ? "&wall" : "")));
                        assertThat(page.locator("body")).containsText("platinum");
                        BoardBrowser.awaitLive(page);
                        assertThat(page.locator("main").textContent()).doesNotContain("!");
                        BoardBrowser.assertFits(page);
                        BoardBrowser.assertAccessible(page);
                        BoardBrowser.keep(page, name + "-" + language + "-" + scheme + "-" + width);
                        page.context().close();
                    }
                }
            }
        }
    }

    @Test
    void aNumber_opensItsOrdersAndAgreesWithTheApi_whileEventsComeIn() throws Exception {
        Disposable coming = Flux.interval(Duration.ofMillis(40))
                .onBackpressureDrop()
                .concatMap(_ -> reception.receive(List.of(placed("new-" + SENT.incrementAndGet(), "gold", 120))), 1)
                .subscribe();
        try {
            for (String number : List.of(
                    ".level-tile .detail .count >> nth=0",
                    ".level-tile .detail .count >> nth=1",
                    ".level-tile .missed",
                    ".level-tile:has-text('gold') .figures .count >> nth=1",
                    ".level-tile:has-text('gold') .detail .count >> nth=1")) {
                Page page = browser.page();
                page.navigate(browser.at("?window=PT1H"));
                Locator count = page.locator(number).first();
                assertThat(count).not().hasText("");
                // The number as it stood at the click, which no later one can take the place of.
                page.evaluate(
                        "addEventListener('click', (e) => { window.clicked = e.target.closest('a.count')?.textContent; }, true)");
                count.click();
                assertThat(page.locator(".total")).isVisible();
                String clicked = (String) page.evaluate("window.clicked");

                assertThat(page.locator(".total")).hasAttribute("data-total", clicked);
                String query = URI.create(page.url()).getRawQuery();
                assertThat(query).contains("window=PT1H").contains("asOf=").contains("knownAt=");
                assertThat(total(query)).as(page.url()).isEqualTo(clicked);
                page.context().close();
            }
        } finally {
            coming.dispose();
        }
    }

    @Test
    void aRate_opensTheOrdersThatMetIt() throws Exception {
        Page page = browser.page();
        page.navigate(browser.at("?window=PT24H"));
        Locator tile = page.locator(".level-tile:has-text('silver')");
        String met = tile.locator(".detail .count").first().textContent();

        tile.locator(".rate").click();

        assertThat(page.locator(".total")).hasAttribute("data-total", met);
        assertThat(total(URI.create(page.url()).getRawQuery())).isEqualTo(met);
        page.context().close();
    }

    @Test
    void hostileTiers_areShownAsTheyAre_andRunNothing() {
        List<String> events = new ArrayList<>();
        HOSTILE_TIERS.forEach(tier -> events.add(placed("hostile-" + HOSTILE_TIERS.indexOf(tier), tier, 300)));
        reception.receive(events).block();
        for (int width : BoardBrowser.WIDTHS) {
            Page page = browser.page("en", ColorScheme.LIGHT, width);
            page.navigate(browser.at("?window=PT15M"));
            for (String tier : HOSTILE_TIERS) {
                assertThat(page.locator(".level-tile h2")
                                .getByText(tier, new Locator.GetByTextOptions().setExact(true)))
                        .isVisible();
            }
            assertThat(page.locator("main :is(script, img)")).hasCount(0);
            assertThat(page.title()).doesNotContain("hacked");
            BoardBrowser.assertFits(page);
            BoardBrowser.keep(page, "overview-hostile-" + width);

            page.navigate(browser.at("orders?window=PT15M&tier=" + encode(HOSTILE_TIERS.getFirst())));
            assertThat(page.locator(".list tbody tr")).hasCount(1);
            assertThat(page.locator("main :is(script, img)")).hasCount(0);
            BoardBrowser.assertFits(page);
            page.context().close();
        }
        // So that the other tests need not know these tiers.
        reception
                .receive(HOSTILE_TIERS.stream()
                        .map(tier -> cancelled("hostile-" + HOSTILE_TIERS.indexOf(tier)))
                        .toList())
                .block();
    }

    @Test
    void aWrongWindow_isSaidAndTheUsualOneShown() {
        Page page = browser.page();
        page.navigate(browser.at("?window=" + encode("<b>P9D</b>")));

        assertThat(page.locator("[role=alert]")).hasText("“<b>P9D</b>” is not a window of this board; showing 24 h.");
        assertThat(page.locator(".windows a[aria-current=true]")).hasText("24 h");
        assertThat(page.locator(".level-tile").first()).isVisible();
        BoardBrowser.assertAccessible(page);
        page.context().close();
    }

    private String total(String query) throws Exception {
        String json = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:"
                                        + server.getWebServer().getPort() + "/api/orders?" + query))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(json).path("total").asString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String placed(String id, String tier, long dueSecondsAgo) {
        return event("order.placed", id, """
                {"customerId":"c","tier":"%s","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":1}]}""".formatted(tier, ago(dueSecondsAgo)), 100_000);
    }

    private static String delivered(String id, long secondsAgo) {
        return event(
                "delivery.completed", id, "{\"deliveryId\":\"d\",\"lines\":[{\"line\":1,\"quantity\":1}]}", secondsAgo);
    }

    private static String cancelled(String id) {
        return event("order.cancelled", id, "{\"by\":\"customer\"}", 50_000);
    }

    private static String event(String type, String id, String json, long secondsAgo) {
        return """
                {"specversion":"1.0","id":"%s-%s","source":"test","type":"%s","subject":"%s","time":"%s","data":%s}""".formatted(type, id, type, id, ago(secondsAgo), json);
    }

    private static Instant ago(long seconds) {
        return Instant.now().minusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
    }
}
