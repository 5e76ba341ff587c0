package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.perfectorder.app.BoardEvents.cancelled;
import static io.perfectorder.app.BoardEvents.delivered;
import static io.perfectorder.app.BoardEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.ingest.Reception;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** The overview and the orders behind its numbers in a real Chromium. */
class BoardInBrowserTest extends BoardInBrowser {
    private static final List<String> HOSTILE_TIERS = List.of(
            "<script>document.title='hacked'</script>",
            "<img src=x onerror=document.title='hacked'>",
            "x".repeat(100),
            "🚚 الأولوية \u202Egold");
    private static final AtomicInteger SENT = new AtomicInteger();

    @Autowired
    private Reception reception;

    @BeforeEach
    void sendADay() {
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= 90; i++) {
            String id = "day-" + i;
            Instant deadline = now.minusSeconds(900L * i);
            events.add(placed(id, List.of("platinum", "gold", "silver").get(i % 3), deadline));
            if (i % 7 != 0) {
                events.add(delivered(id, deadline.minusSeconds(600)));
            }
        }
        send(events);
    }

    @Test
    void aNumber_opensItsOrdersAndAgreesWithTheApi_whileEventsComeIn() {
        Disposable coming = Flux.interval(Duration.ofMillis(40))
                .onBackpressureDrop()
                .concatMap(
                        _ -> reception.receive(
                                List.of(placed("new-" + SENT.incrementAndGet(), "gold", now.minusSeconds(120)))),
                        1)
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
                String clicked = ((String) page.evaluate("window.clicked")).replace(",", "");

                assertThat(page.locator(".total")).hasAttribute("data-total", clicked);
                String query = URI.create(page.url()).getRawQuery();
                assertThat(query).contains("window=PT1H").contains("asOf=").contains("knownAt=");
                assertThat(total(query)).as(page.url()).isEqualTo(Long.parseLong(clicked));
                page.context().close();
            }
        } finally {
            coming.dispose();
        }
    }

    @Test
    void aRate_opensTheOrdersThatMetIt() {
        Page page = opened("?window=PT24H");
        Locator tile = page.locator(".level-tile:has-text('silver')");
        String met = tile.locator(".detail .count").first().textContent();

        tile.locator(".rate").click();

        assertThat(page.locator(".total")).hasAttribute("data-total", met);
        assertThat(total(URI.create(page.url()).getRawQuery())).isEqualTo(Long.parseLong(met));
        page.context().close();
    }

    @Test
    void everyCount_isTheNumberOfOrdersThatItsAddressFinds() {
        Page list = browser.page();
        for (String path : List.of("?window=PT24H", "breakdown?window=PT24H&by=carrier")) {
            Page page = opened(path);
            page.locator("[data-action=pause]").click();
            assertThat(page.locator("live-badge")).hasAttribute("data-state", "paused");
            assertThat(page.locator("main a.count:visible").first()).isVisible();
            Map<String, String> numbers = numbersByAddress(page);
            assertThat(numbers).as(path).hasSizeGreaterThan(10);
            numbers.forEach((address, number) -> {
                if (address.contains("cause=") || address.contains("alone=")) {
                    // The reading API knows no causes, the list does.
                    list.navigate(browser.at(address));
                    assertThat(list.locator(".total")).hasAttribute("data-total", number);
                } else {
                    assertThat(total(address.substring(address.indexOf('?') + 1)))
                            .as(path + " " + address)
                            .isEqualTo(Long.parseLong(number));
                }
            });
            page.context().close();
        }
        list.context().close();
    }

    /** Every count on the page by the address it opens, which gets the instant of the snapshot shown when it is about to be used. */
    private static Map<String, String> numbersByAddress(Page page) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (Locator count : page.locator("main a.count:visible").all()) {
            count.dispatchEvent("focusin");
            String number = count.textContent().replace(",", "");
            if (number.matches("[0-9]+")) {
                numbers.put(count.getAttribute("href"), number);
            }
        }
        return numbers;
    }

    @Test
    void hostileTiers_areShownAsTheyAre_andRunNothing() {
        List<String> events = new ArrayList<>();
        HOSTILE_TIERS.forEach(
                tier -> events.add(placed("hostile-" + HOSTILE_TIERS.indexOf(tier), tier, now.minusSeconds(300))));
        send(events);
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
        send(HOSTILE_TIERS.stream()
                .map(tier -> cancelled("hostile-" + HOSTILE_TIERS.indexOf(tier), now.minusSeconds(400)))
                .toList());
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
}
