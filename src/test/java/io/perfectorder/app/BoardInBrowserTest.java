package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.ingest.Reception;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The board in a real Chromium, in both languages and themes; what it looked like is in {@code target/screenshots}. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"ui.enabled=true", "monitor.demo=false"})
class BoardInBrowserTest {
    private static int port;

    @TempDir
    static Path data;

    @Autowired
    private Reception reception;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        registry.add("ui.port", () -> port);
        registry.add("monitor.data-dir", () -> data.toString());
    }

    @Test
    void tilesShowWhatWasSent_inBothLanguagesAndThemes() {
        reception.receive(List.of(placed("1"), placed("2"), placed("3"))).block();

        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of("--no-sandbox", "--disable-background-networking")))) {
            for (String language : List.of("en", "zh-CN")) {
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    Page page = browser.newPage(new Browser.NewPageOptions()
                            .setLocale(language)
                            .setColorScheme(scheme)
                            .setViewportSize(1440, 900));
                    page.navigate("http://localhost:" + port + "/?window=P1D");
                    assertThat(page.locator("body")).containsText("gold");
                    page.screenshot(new Page.ScreenshotOptions()
                            .setPath(Path.of("target/screenshots/board-" + language + "-" + scheme + ".png")));
                    page.close();
                }
            }
        }
    }

    private static String placed(String id) {
        Instant promised = Instant.now().minus(10, ChronoUnit.MINUTES);
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"order.placed","subject":"order-%s",\
                "time":"2026-01-01T00:00:00Z","data":{"customerId":"c","tier":"gold","promisedBy":"%s",\
                "lines":[{"line":1,"sku":"s","quantity":1}]}}""".formatted(id, id, promised);
    }
}
