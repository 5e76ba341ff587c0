package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.core.priority.ImportanceGrade;
import io.perfectorder.core.priority.Product;
import io.perfectorder.ingest.ProducerKey;
import io.perfectorder.pipeline.Products;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The lists behind the numbers, one order, the breakdown and the queue at risk in a real Chromium, with events sent over HTTP; what they
 * looked like is in {@code target/screenshots}.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=true", "monitor.demo=false"})
class OrdersInBrowserTest {
    private static final String HOSTILE = "<script>document.title='hacked'</script> 📦 \u202Eعكس " + "x".repeat(50);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int PORT = BoardBrowser.freePort();
    private static BoardBrowser browser;

    @TempDir
    static Path data;

    @Autowired
    private ProducerKey key;

    @Autowired
    private Products products;

    private int api;

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
    void sendTheWorld(@Autowired org.springframework.boot.web.server.context.WebServerApplicationContext context)
            throws Exception {
        api = context.getWebServer().getPort();
        products.replace(List.of(
                        new Product("SKU-A", 1, ImportanceGrade.SLIGHT_DELAY_ACCEPTABLE),
                        new Product("SKU-B", 2, ImportanceGrade.LOSES_THE_SALE),
                        new Product("SKU-C", 3, ImportanceGrade.LONGER_DELAY_ACCEPTABLE)))
                .block();
        send(world());
    }

    @Test
    void aCountOpensItsOrders_andStaysThatOfTheApi_whileEventsComeIn() throws Exception {
        Page page = page("en", ColorScheme.LIGHT, 1440);
        page.navigate(at("breakdown?window=P1D&by=carrier"));
        Locator missed = page.locator("tr:has-text('Bison') td.number a.count").first();
        assertThat(missed).isVisible();
        String number = missed.textContent();

        missed.click();
        assertThat(page.locator(".total")).hasAttribute("data-total", number);
        assertThat(page.locator(".list tbody tr")).hasCount(Integer.parseInt(number));
        String address = page.url().substring(page.url().indexOf('?'));
        assertThat(total(address)).isEqualTo(Long.parseLong(number));

        send(List.of(
                placed("late-news-" + Instant.now().getNano(), -600, "gold", "Bison", "SKU-A"),
                placed("late-news2-" + Instant.now().getNano(), -600, "gold", "Bison", "SKU-A")));
        page.reload();
        assertThat(page.locator(".total")).hasAttribute("data-total", number);
        assertThat(total(address)).isEqualTo(Long.parseLong(number));

        page.locator(".pin a.button").click();
        assertThat(page.locator(".total")).not().hasAttribute("data-total", number);
        page.close();
    }

    @Test
    void aList_isFilteredSortedAndExported() throws Exception {
        Page page = page("en", ColorScheme.LIGHT, 1440);
        page.navigate(at("orders?window=P1D&outcome=missed"));
        assertThat(page.locator(".list tbody tr").first()).isVisible();

        page.locator("label:has-text('Tier') input").fill("silver");
        page.locator("label:has-text('Tier') input").press("Enter");
        assertThat(page.locator(".list tbody tr")).hasCount(2);
        page.locator("th a.sort:has-text('Order')").click();
        assertThat(page.locator("th[aria-sort=ascending]")).containsText("Order");

        String csv = HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(page.locator("a.export").getAttribute("href")))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(csv.lines()).hasSize(1 + 2);
        assertThat(page.locator("a.export")).containsText("Export 2 as CSV");
        page.close();
    }

    @Test
    void badAddresses_getAClearMessage() {
        Page page = page("en", ColorScheme.LIGHT, 1440);
        page.navigate(at("orders?window=P9000D&measure=beauty&outcome=missed"));
        assertThat(page.locator("[role=alert]")).containsText("“P9000D” is not allowed for window");
        assertThat(page.locator("[role=alert]")).containsText("“beauty” is not allowed for measure");
        page.navigate(at("orders?carrier=nobody"));
        assertThat(page.locator(".empty")).containsText("No order in this window passes all the filters.");
        page.navigate(at("orders/no-such-order"));
        assertThat(page.locator(".empty")).containsText("No event names an order “no-such-order”.");
        page.navigate(at("breakdown?by=colour"));
        assertThat(page.locator("[role=alert]")).containsText("“colour” is not allowed for by");
        page.close();
    }

    @Test
    void hostileNames_areShownAsTheyAre_andRunNothing() {
        Page page = page("en", ColorScheme.LIGHT, 1440);
        page.navigate(at("orders?window=P1D&customer=" + encode(HOSTILE)));
        assertThat(page.locator(".list tbody tr")).hasCount(1);
        assertThat(page.locator("a.id")).hasText(HOSTILE);

        page.locator("a.id").click();
        assertThat(page.locator("main h1")).hasText(HOSTILE);
        assertThat(page.locator(".criteria li").first()).isVisible();
        assertThat(page.title()).contains("<script>");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/order-hostile.png"))
                .setFullPage(true));
        page.close();
    }

    @Test
    void theQueue_holdsStillUnderThePointer_andTakesAcknowledgements() throws Exception {
        Page page = page("en", ColorScheme.LIGHT, 1440);
        page.navigate(at("at-risk"));
        Locator rows = page.locator(".queue tbody tr");
        assertThat(page.locator("tr:has-text('soon-1')"))
                .containsText("Priority 1=: product SKU-A, profit rank 1 × importance 2 = 2.");
        assertThat(page.locator("tr:has-text('soon-1')")).containsText("after the deadline");
        assertThat(rows.last()).containsText("Product not ranked.");
        int before = rows.count();

        rows.first().hover();
        assertThat(page.locator("[data-pointed]")).hasCount(1);
        send(List.of(placed("soon-new-" + Instant.now().getNano(), 300, "platinum", "Bison", "SKU-A")));
        assertThat(page.locator(".waiting")).containsText("waiting");
        assertThat(rows).hasCount(before);
        page.locator(".waiting").click();
        assertThat(rows).hasCount(before + 1);

        page.mouse().move(5, 5);
        page.locator("input[aria-label='Choose order soon-2']").check();
        page.locator("label:has-text('Your name') input").fill("Zoë");
        page.locator("label:has-text('Note') input").fill("calls <b>the</b> carrier");
        page.locator(".acknowledge button").click();
        assertThat(page.locator("tr:has-text('soon-2')")).containsText("taken by Zoë");
        assertThat(page.locator("tr:has-text('soon-2')")).containsText("calls <b>the</b> carrier");

        page.navigate(at("orders/soon-2"));
        assertThat(page.locator(".taken")).containsText("calls <b>the</b> carrier");
        page.close();
    }

    @Test
    void everyPage_looksRightInBothLanguagesThemesAndEveryWidth() {
        Map<String, String> pages = Map.of(
                "orders", "orders?window=P1D",
                "order", "orders/story",
                "breakdown", "breakdown?window=P1D&by=carrier",
                "at-risk", "at-risk");
        for (String language : BoardBrowser.LANGUAGES) {
            for (ColorScheme scheme : BoardBrowser.SCHEMES) {
                for (int width : BoardBrowser.WIDTHS) {
                    Page page = page(language, scheme, width);
                    pages.forEach((name, address) -> {
                        page.navigate(at(address));
                        assertThat(page.locator("main :is(table.list, .criteria)")
                                        .first())
                                .isVisible();
                        BoardBrowser.awaitLive(page);
                        assertThat(page.locator("main").textContent()).doesNotContain("!");
                        BoardBrowser.assertFits(page);
                        BoardBrowser.assertAccessible(page);
                        BoardBrowser.keep(page, name + "-" + language + "-" + scheme + "-" + width);
                    });
                    page.close();
                }
            }
        }
    }

    private static Page page(String language, ColorScheme scheme, int width) {
        return browser.page(language, scheme, width);
    }

    private static String at(String address) {
        return browser.at(address);
    }

    private long total(String query) throws Exception {
        String json = HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + api + "/api/orders" + query))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new JsonMapper().readTree(json).path("total").asLong();
    }

    private void send(List<String> events) throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + api + "/api/events"))
                        .header("Authorization", "Bearer " + key.value())
                        .header("Content-Type", "application/x-ndjson")
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", events)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"rejected\":0");
    }

    private static List<String> world() {
        List<String> events = new ArrayList<>();
        List<String> carriers = List.of("Bison", "Bison", "Falcon", "Drayline", "Falcon", "Bison");
        for (int i = 1; i <= 48; i++) {
            String id = "order-" + i;
            events.add(placed(id, -600 - 900L * i, i % 3 == 0 ? "gold" : "bronze", carriers.get(i % 6), "SKU-B"));
            if (i % 12 != 0) {
                events.add(delivered(id, i % 5 == 0 ? -300 - 900L * i : -4000 - 900L * i, i % 7 == 0 ? 8 : 10));
            }
            if (i % 10 == 0) {
                events.add(event(id + "-dis", "document.disputed", id, -200, "{\"document\":\"invoice\"}"));
            }
            if (i % 14 == 0) {
                events.add(event(id + "-dam", "goods.damaged", id, -200, "{\"line\":1,\"quantity\":1}"));
            }
        }
        events.add(placed("silver-1", -1200, "silver", "Falcon", "SKU-C"));
        events.add(placed("silver-2", -1300, "silver", "Falcon", "SKU-C"));
        events.add(placed(HOSTILE, HOSTILE, -900, "gold", "Drayline", "SKU-A"));
        events.addAll(story());
        events.add(placed("soon-1", 1500, "gold", "Bison", "SKU-A"));
        events.add(event("soon-1-d", "delivery.dispatched", "soon-1", -900, """
                {"deliveryId":"d1","estimatedArrival":"%s"}""".formatted(NOW.plusSeconds(4200))));
        events.add(placed("soon-2", 3600, "bronze", "Falcon", "SKU-A"));
        events.add(placed("soon-3", 9000, "gold", "Falcon", "unheard-of"));
        events.add(placed("soon-4", 2400, "gold", "Falcon", "SKU-B"));
        return events;
    }

    /** An order to which about everything happened. */
    private static List<String> story() {
        String lines = "{\"line\":1,\"sku\":\"SKU-A\",\"quantity\":10},{\"line\":2,\"sku\":\"SKU-C\",\"quantity\":2.5}";
        return List.of(
                event("s1", "order.placed", "story", -86_400, """
                        {"customerId":"Acme","tier":"gold","region":"north","carrier":"Bison","channel":"web",\
                        "promisedFrom":"%s","promisedBy":"%s","lines":[%s]}""".formatted(
                                NOW.minusSeconds(36_000), NOW.minusSeconds(21_600), lines)),
                event("s2", "order.placed", "story", -80_000, """
                        {"customerId":"Other","promisedBy":"%s","lines":[{"line":1,"sku":"x","quantity":1}]}""".formatted(NOW)),
                event("s3", "order.amended", "story", -60_000, """
                        {"promisedBy":"%s","agreedBy":"supplier","reason":"truck broken"}""".formatted(NOW.minusSeconds(3600))),
                event("s4", "delivery.dispatched", "story", -40_000, """
                        {"deliveryId":"d1","estimatedArrival":"%s"}""".formatted(NOW.minusSeconds(23_000))),
                event("s5", "delivery.completed", "story", -30_000, """
                        {"deliveryId":"d1","lines":[{"line":1,"quantity":10}]}"""),
                event("s6", "delivery.completed", "story", -29_900, """
                        {"deliveryId":"d1","lines":[{"line":1,"quantity":8}],"proofOfDelivery":"signed"}"""),
                event("s7", "delivery.completed", "story", -10_080, """
                        {"deliveryId":"d2","lines":[{"line":2,"quantity":2.5}]}"""),
                event("s8", "document.disputed", "story", -9_000, "{\"document\":\"invoice\"}"),
                event("s9", "event.retracted", "story", -8_000, """
                        {"retractedSource":"test","retractedId":"s8"}"""),
                event("s10", "complaint.opened", "story", -7_000, """
                        {"complaintId":"p1","category":"late"}"""));
    }

    private static String placed(String id, long promisedSeconds, String tier, String carrier, String sku) {
        return placed(id, "Customer " + tier, promisedSeconds, tier, carrier, sku);
    }

    private static String placed(
            String id, String customer, long promisedSeconds, String tier, String carrier, String sku) {
        return event("p-" + id, "order.placed", id, -172_800, """
                {"customerId":"%s","tier":"%s","carrier":"%s","region":"north","distributionCentre":"DC-07","promisedBy":"%s",\
                "lines":[{"line":1,"sku":"%s","quantity":10}]}""".formatted(
                        customer, tier, carrier, NOW.plusSeconds(promisedSeconds), sku));
    }

    private static String delivered(String id, long seconds, int quantity) {
        return event(
                "d-" + id,
                "delivery.completed",
                id,
                seconds,
                "{\"deliveryId\":\"d\",\"lines\":[{\"line\":1,\"quantity\":" + quantity + "}]}");
    }

    private static String event(String id, String type, String subject, long seconds, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"%s","subject":"%s","time":"%s","data":%s}""".formatted(id, type, subject, NOW.plusSeconds(seconds), data);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
