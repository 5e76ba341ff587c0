package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.perfectorder.ingest.Reception;
import io.perfectorder.testing.FreePort;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The server goes away under open pages and comes back on the same ports: nobody touches the pages. */
class RestartInBrowserTest {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);

    @TempDir
    static Path data;

    @Test
    void openPages_sayThatTheServerIsGone_andComeBackWithIt() throws Exception {
        int port = FreePort.next();
        int board = FreePort.next();
        try (BoardBrowser browser = new BoardBrowser(board)) {
            Page overview = browser.page();
            Page wall = browser.page();
            try (ConfigurableApplicationContext monitor = start(port, board)) {
                send(monitor, "before", "gold");
                overview.navigate(browser.at("?window=PT1H"));
                wall.navigate(browser.at("?window=PT1H&wall&pages=overview,at-risk&every=5s"));
                for (Page page : List.of(overview, wall)) {
                    page.evaluate("window.firstLoad = true");
                    assertThat(page.locator("body")).containsText("gold");
                    BoardBrowser.awaitLive(page);
                }
            }
            for (Page page : List.of(overview, wall)) {
                assertThat(page.locator("live-badge")).containsText("Connection lost, trying again", PATIENTLY);
                BoardBrowser.keep(page, page == wall ? "restart-wall-offline" : "restart-overview-offline");
            }
            try (ConfigurableApplicationContext monitor = start(port, board)) {
                send(monitor, "after", "iridium");
                for (Page page : List.of(overview, wall)) {
                    assertThat(page.locator(".level-tile:has-text('iridium')")).containsText("iridium", PATIENTLY);
                    assertThat(page.locator("live-badge")).containsText("Live", PATIENTLY);
                }
                // Still fed, not only loaded once.
                send(monitor, "later", "osmium");
                for (Page page : List.of(overview, wall)) {
                    assertThat(page.locator(".level-tile:has-text('osmium')")).containsText("osmium", PATIENTLY);
                }
                BoardBrowser.keep(overview, "restart-overview-back");
            }
        }
    }

    private static ConfigurableApplicationContext start(int port, int board) {
        return SpringApplication.run(
                PerfectOrderMonitor.class,
                "--server.port=" + port,
                "--ui.port=" + board,
                "--monitor.demo=false",
                "--monitor.data-dir=" + data);
    }

    private static void send(ConfigurableApplicationContext monitor, String id, String tier) {
        monitor.getBean(Reception.class)
                .receive(List.of(BoardEvents.placed(id, tier, Instant.now().minusSeconds(300))))
                .block();
    }
}
