package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.perfectorder.app.BoardEvents.delivered;
import static io.perfectorder.app.BoardEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, language, colours, time zone, and how fresh the page says it is, in a real Chromium. */
class HabitsInBrowserTest extends BoardInBrowser {
    private static Instant deadline() {
        return now.minusSeconds(300);
    }

    @BeforeEach
    void sendAnOrder() {
        send(List.of(
                placed("first", "gold", deadline()),
                delivered("first", deadline().minusSeconds(60))));
    }

    @Test
    void keys_leadToThePages_toTheSearchAndToTheHelp() {
        Page page = opened("orders?window=P7D");
        press(page, "g", "r");
        assertThat(page.locator("main.at-risk")).isVisible();
        press(page, "g", "o");
        assertThat(page.locator("main.overview")).isVisible();

        press(page, "/");
        assertThat(page.locator(".find input")).isFocused();
        page.keyboard().type("first");
        page.keyboard().press("Enter");
        assertThat(page.locator("main.order h1")).hasText("first");

        press(page, "/");
        page.keyboard().type("<b>/\"?");
        page.keyboard().press("Enter");
        assertThat(page.locator(".empty")).containsText("No event names an order “<b>/\"?”.");
        page.reload();
        assertThat(page.locator(".empty")).containsText("No event names an order “<b>/\"?”.");
        page.navigate(browser.at("orders/first"));

        page.locator("main h1").click();
        press(page, "?");
        assertThat(page.locator("dialog.help")).isVisible();
        BoardBrowser.assertAccessible(page);
        BoardBrowser.keep(page, "help");
        page.locator("dialog.help [data-action=keys]").uncheck();
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog.help")).isHidden();
        press(page, "g", "o");
        press(page, "?");
        assertThat(page.locator("dialog.help")).isHidden();
        assertThat(page.locator("main.order h1")).hasText("first");
        page.context().close();
    }

    @Test
    void theSpaceBar_holdsThePageStill_andLetsItRunOnFromTheNewest() {
        Page page = opened("?window=PT1H");
        Locator due = page.locator(".level-tile .detail .count").nth(1);
        String before = due.textContent();

        press(page, " ");
        assertThat(page.locator("live-badge")).hasText("Paused");
        send(List.of(placed("meanwhile-" + Instant.now().getNano(), "gold", deadline())));
        // Another page shows what this one holds back.
        Page other = opened("?window=PT1H");
        assertThat(other.locator(".level-tile .detail .count").nth(1)).not().hasText(before);
        assertThat(due).hasText(before);

        press(page, " ");
        assertThat(page.locator("live-badge")).hasText("Live");
        assertThat(due).not().hasText(before);
        page.context().close();
        other.context().close();
    }

    @Test
    void theLanguageChosen_showsAtOnce_andIsRemembered() {
        Page page = opened("?window=PT1H");
        page.evaluate("window.sameDocument = true");

        page.locator(".languages [lang=zh-CN]").click();

        assertThat(page.locator("main h1")).hasText("总览");
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.locator(".level-tile").first()).containsText("准时交货率");
        assertThat((Boolean) page.evaluate("window.sameDocument")).isTrue();
        assertThat(page.title()).contains("总览");
        page.navigate(browser.at("orders/first"));
        assertThat(page.locator("main")).containsText("截止");
        page.locator(".languages [lang=en]").click();
        assertThat(page.locator("main")).containsText("Deadline");
        page.context().close();
    }

    @Test
    void theColoursChosen_showAtOnce_andAreRemembered() {
        Page page = opened("?window=PT1H");
        assertThat(background(page)).isEqualTo(rgb(0xF2, 0xF4, 0xF7));
        Locator theme = page.locator(".tools [aria-label^='Colours']");

        theme.click();
        assertThat(page.locator("[aria-label='Colours: light']")).isVisible();
        theme.click();
        assertThat(page.locator("[aria-label='Colours: dark']")).isVisible();
        assertThat(background(page)).isEqualTo(rgb(0x0E, 0x13, 0x18));

        page.reload();
        assertThat(page.locator("[aria-label='Colours: dark']")).isVisible();
        assertThat(background(page)).isEqualTo(rgb(0x0E, 0x13, 0x18));
        theme.click();
        assertThat(page.locator("[aria-label='Colours: as the system']")).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(background(page)).isEqualTo(rgb(0xF2, 0xF4, 0xF7));
        page.context().close();
    }

    @Test
    void times_areThoseOfTheViewersZone() {
        for (String zone : List.of("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles")) {
            Page page = browser.page("en", ColorScheme.LIGHT, 1440, zone);
            page.navigate(browser.at("orders/first"));

            assertThat(page.locator(".freshness")).containsText("(" + zone + ")");
            assertThat(page.locator(".order .facts"))
                    .containsText(Pattern.compile(DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm:ss")
                                    .format(deadline().atZone(ZoneId.of(zone)))
                            + "."));
            page.context().close();
        }
    }

    @Test
    void anAddress_showsAColleagueTheSame() {
        Page page = opened("?window=PT1H");
        page.locator(".windows a").nth(3).click();
        assertThat(page).hasURL(Pattern.compile(".*window=P(T168H|7D)"));
        page.navigate(browser.at("breakdown?window=P7D"));
        assertThat(page.locator("table.list").first()).isVisible();
        page.locator(".tabs a").nth(2).click();
        assertThat(page).hasURL(Pattern.compile(".*by=.*"));

        Page colleague = opened(page.url().substring(browser.at("").length()));
        assertThat(colleague.locator(".tabs [aria-current=true]"))
                .hasText(page.locator(".tabs [aria-current=true]").textContent());
        assertThat(colleague.locator(".windows [aria-current=true]")).hasText("7 d");
        page.context().close();
        colleague.context().close();
    }

    @Test
    void aPageThatGetsNoMoreNumbers_saysThatItIsStale_andRepairsItself() {
        Page page = browser.page();
        // Everything but the first connection works: what the server pushes there is lost on the way.
        boolean[] cut = {false, false};
        page.routeWebSocket("**/VAADIN/push**", line -> {
            boolean first = !cut[1];
            cut[1] = true;
            var server = line.connectToServer();
            server.onMessage(frame -> {
                if (!first || !cut[0]) {
                    line.send(frame.text());
                }
            });
        });
        page.navigate(browser.at("?window=PT1H"));
        BoardBrowser.awaitLive(page);
        page.evaluate("window.firstLoad = true");
        cut[0] = true;

        LocatorAssertions.ContainsTextOptions patiently =
                new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
        assertThat(page.locator("live-badge")).containsText("Stale", patiently);
        BoardBrowser.keep(page, "stale");
        assertThat(page.locator("live-badge")).containsText("Live", patiently);
        assertThat(page.evaluate("window.firstLoad")).isNull();
        page.context().close();
    }

    private static void press(Page page, String... keys) {
        for (String key : keys) {
            page.keyboard().press(key.equals(" ") ? "Space" : key);
        }
    }

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.querySelector('.shell')).backgroundColor");
    }

    private static String rgb(int red, int green, int blue) {
        return "rgb(%d, %d, %d)".formatted(red, green, blue);
    }
}
