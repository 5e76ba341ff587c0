package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * A screen on a wall that nobody touches, in a real Chromium: the browser's clock is turned by hand, and the newest event is the
 * monitor's "now", so that a midnight comes when the test sends it.
 */
@TestPropertySource(properties = "monitor.clock=event-time")
class WallInBrowserTest extends BoardInBrowser {
    private static final long PACE = Duration.ofSeconds(20).toMillis();
    private static final Instant MIDNIGHT = ZonedDateTime.of(2025, 3, 30, 0, 0, 0, 0, ZoneId.of("Europe/Berlin"))
            .toInstant();

    @Test
    void itGoesThroughItsPages_andLoadsAnewAfterSixHoursWithoutLosingItsPlace() {
        send(List.of(BoardEvents.placed("any", "gold", MIDNIGHT.minus(9, ChronoUnit.DAYS))));
        Page page = browser.page();
        page.clock().install();
        page.navigate(browser.at("?wall&window=P7D&pages=overview,at-risk,breakdown&every=20s"));
        BoardBrowser.awaitLive(page);
        page.evaluate("window.firstLoad = true");
        for (String next : List.of("at-risk", "breakdown", "overview", "at-risk")) {
            page.clock().fastForward(PACE);
            assertThat(page.locator("main." + next)).isVisible();
            assertThat(page.locator(".shell.wall")).isVisible();
            assertThat(page.url()).contains("wall&window=P7D");
        }
        assertThat((Boolean) page.evaluate("window.firstLoad")).isTrue();

        page.clock().fastForward(Duration.ofHours(6).toMillis());

        assertThat(page.locator("main.breakdown")).isVisible();
        BoardBrowser.awaitLive(page);
        assertThat(page.evaluate("window.firstLoad")).isNull();
        page.clock().fastForward(PACE);
        assertThat(page.locator("main.overview")).isVisible();
        page.context().close();
    }

    @Test
    void midnight_andTheNightInWhichTheClocksChange_passUnnoticed() {
        Page page = browser.page();
        send(List.of(
                BoardEvents.placed("before", "gold", MIDNIGHT.minusSeconds(1_800)),
                BoardEvents.delivered("before", MIDNIGHT.minusSeconds(60))));
        page.navigate(browser.at("?wall&window=PT1H"));
        BoardBrowser.awaitLive(page);
        page.evaluate("window.firstLoad = true");
        assertThat(page.locator(".freshness")).containsText("Mar 29, 2025, 11:59");
        // With this clock the age of the newest event by the clock on the wall would say nothing: its time is shown.
        assertThat(page.locator(".freshness")).containsText("Newest event Mar 29, 2025, 11:59:00");
        assertThat(page.locator("age-text")).isHidden();
        assertThat(page.locator(".level-tile").first()).containsText("0 of 1");

        send(List.of(
                BoardEvents.placed("after", "gold", MIDNIGHT.plusSeconds(60)),
                BoardEvents.delivered("after", MIDNIGHT.plusSeconds(50)),
                BoardEvents.delivered("nobody", MIDNIGHT.plusSeconds(120))));
        assertThat(page.locator(".freshness")).containsText("Mar 30, 2025, 12:02");
        assertThat(page.locator(".level-tile").first()).containsText("1 of 2");

        // 01:59 CET is followed by 03:00 CEST.
        send(List.of(BoardEvents.delivered("nobody-2", MIDNIGHT.plusSeconds(3 * 3_600))));
        assertThat(page.locator(".freshness")).containsText("Mar 30, 2025, 4:00");
        // Nothing is due any more: no rate, no zero, and the reason.
        assertThat(page.locator(".level-tile .rate").first()).hasText("—");
        assertThat(page.locator(".level-tile .why").first()).hasText("No order was due in this window");
        assertThat(page.locator("trend-chart .nothing")).hasText("No order was due in this window");
        assertThat((Boolean) page.evaluate("window.firstLoad")).isTrue();
        page.context().close();
    }
}
