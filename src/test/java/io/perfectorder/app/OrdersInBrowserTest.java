package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.perfectorder.pipeline.Products;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The lists behind the numbers, one order, the breakdown and the queue at risk in a real Chromium, with events sent over HTTP. */
class OrdersInBrowserTest extends BoardInBrowser {
    private static final String HOSTILE = "<script>document.title='hacked'</script> 📦 \u202Eعكس " + "x".repeat(50);

    @Autowired
    private Products products;

    @BeforeEach
    void sendTheWorld() {
        products.replace(BoardWorld.products()).block();
        send(BoardWorld.events());
        send(List.of(BoardWorld.placed(HOSTILE, HOSTILE, -900, "gold", "Drayline", "SKU-A")));
    }

    @Test
    void aCountOpensItsOrders_andStaysThatOfTheApi_whileEventsComeIn() {
        Page page = browser.page();
        page.navigate(browser.at("breakdown?window=P1D&by=carrier"));
        Locator missed = page.locator("tr:has-text('Bison') td.number a.count").first();
        assertThat(missed).isVisible();
        String number = missed.textContent();

        missed.click();
        assertThat(page.locator(".total")).hasAttribute("data-total", number);
        assertThat(page.locator(".list tbody tr")).hasCount(Integer.parseInt(number));
        String address = URI.create(page.url()).getRawQuery();
        assertThat(total(address)).isEqualTo(Long.parseLong(number));

        send(List.of(
                BoardWorld.placed("late-news-" + Instant.now().getNano(), -600, "gold", "Bison", "SKU-A"),
                BoardWorld.placed("late-news2-" + Instant.now().getNano(), -600, "gold", "Bison", "SKU-A")));
        page.reload();
        assertThat(page.locator(".total")).hasAttribute("data-total", number);
        assertThat(total(address)).isEqualTo(Long.parseLong(number));

        page.locator(".pin a.button").click();
        assertThat(page.locator(".total")).not().hasAttribute("data-total", number);
        page.close();
    }

    @Test
    void aList_isFilteredSortedAndExported() {
        Page page = browser.page();
        page.navigate(browser.at("orders?window=P1D&outcome=missed"));
        assertThat(page.locator(".list tbody tr").first()).isVisible();

        page.locator("label:has-text('Tier') input").fill("silver");
        page.locator("label:has-text('Tier') input").press("Enter");
        assertThat(page.locator(".list tbody tr")).hasCount(2);
        page.locator("th a.sort:has-text('Order')").click();
        assertThat(page.locator("th[aria-sort=ascending]")).containsText("Order");

        String csv = text(URI.create(page.locator("a.export").getAttribute("href")));
        assertThat(csv.lines()).hasSize(1 + 2);
        assertThat(page.locator("a.export")).containsText("Export 2 as CSV");
        page.close();
    }

    @Test
    void aListThatIsLong_isReadAPageAtATime() {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            many.add(BoardWorld.placed("many-" + i, -7_200 - i, "paged", "Falcon", "SKU-C"));
        }
        send(many);
        Page page = browser.page();
        page.navigate(browser.at("orders?window=P1D&tier=paged&sort=id"));
        assertThat(page.locator(".total")).hasAttribute("data-total", "230");
        int shown = page.locator(".list tbody tr").count();
        assertThat(shown).isLessThan(230);
        String first = page.locator("a.id").first().textContent();

        page.locator(".pager").getByText("Next").click();
        assertThat(page.locator(".pager")).containsText((shown + 1) + "–");
        assertThat(page.locator("a.id").first()).not().hasText(first);
        page.locator(".pager").getByText("Previous").click();
        assertThat(page.locator("a.id").first()).hasText(first);
        page.close();
    }

    @Test
    void everyFilter_leavesTheOrdersThatTheApiFindsToo() {
        Page page = browser.page();
        for (String filter : List.of(
                "tier=gold",
                "region=north",
                "distributionCentre=DC-07",
                "carrier=Falcon",
                "customer=Customer%20gold",
                "measure=in-full&outcome=missed",
                "measure=on-time&outcome=met&carrier=Bison")) {
            String query = "window=P1D&" + filter;
            page.navigate(browser.at("orders?" + query));
            assertThat(page.locator(".total")).isVisible();
            assertThat(page.locator(".total")).hasAttribute("data-total", "" + total(query));
            assertThat(total(query)).as(filter).isPositive();
        }
        page.close();
    }

    @Test
    void theChoicesOfTheBreakdown_outliveTheAnswersThatComeIn() {
        Page page = browser.page();
        page.navigate(browser.at("breakdown?window=P1D&by=carrier"));
        Locator bison = page.locator("tr:has-text('Bison') td.number a.count").first();
        String before = bison.textContent();
        page.locator(".tabs a").nth(2).evaluate("tab => { tab.sameTab = true; }");

        send(List.of(BoardWorld.placed("choices-" + Instant.now().getNano(), -600, "gold", "Bison", "SKU-A")));

        // The page asks the store again after some seconds only.
        assertThat(bison).not().hasText(before);
        assertThat((Boolean) page.locator(".tabs a").nth(2).evaluate("tab => tab.sameTab === true"))
                .isTrue();
        page.locator(".tabs a").nth(2).click();
        assertThat(page).hasURL(Pattern.compile(".*by=region.*"));
        page.close();
    }

    @Test
    void theTablesOfTheBreakdown_areUpdatedInPlace() {
        Page page = browser.page();
        page.setViewportSize(360, 740);
        page.navigate(browser.at("breakdown?window=P1D&by=carrier"));
        Locator drayline =
                page.locator("tr[data-key='Drayline'] td.number a.count").first();
        assertThat(drayline).isVisible();
        String before = drayline.textContent();
        page.evaluate(
                "document.querySelectorAll('table.list tr, table.matrix td').forEach(each => { each.sameRow = true; })");
        drayline.evaluate("link => { link.sameLink = true; link.focus({preventScroll: true}); }");
        page.evaluate("document.scrollingElement.scrollTop = 321");
        double scrolled = ((Number) page.evaluate("document.scrollingElement.scrollTop")).doubleValue();

        // Enough of them to bring Drayline to the top.
        send(IntStream.range(0, 60)
                .mapToObj(number -> BoardWorld.placed(
                        "in-place-" + number + "-" + Instant.now().getNano(), -600, "gold", "Drayline", "SKU-A"))
                .toList());

        assertThat(drayline).not().hasText(before);
        assertThat(page.locator("table.groups tbody tr").first()).hasAttribute("data-key", "Drayline");
        assertThat((Boolean) drayline.evaluate("link => link.sameLink === true && link === document.activeElement"))
                .isTrue();
        assertThat((Boolean) page.evaluate(
                        "[...document.querySelectorAll('table.list tr, table.matrix td')].every(each => each.sameRow)"))
                .isTrue();
        assertThat(((Number) page.evaluate("document.scrollingElement.scrollTop")).doubleValue())
                .isEqualTo(scrolled);
        page.close();
    }

    @Test
    void everyEventOfAnOrder_isShownAsItCame() {
        String placed = BoardEvents.placed("as-it-came", "gold <b>", Instant.parse("2026-03-01T12:00:00Z"));
        String delivered = BoardEvents.delivered("as-it-came", Instant.parse("2026-03-01T11:00:00Z"));
        send(List.of(placed, delivered));
        Page page = browser.page();
        page.navigate(browser.at("orders/as-it-came"));
        Locator events = page.locator(".events > li");
        assertThat(events).hasCount(2);

        for (int i = 0; i < 2; i++) {
            Locator json = events.nth(i).locator("pre");
            assertThat(json).isHidden();
            events.nth(i).locator("summary").click();
            assertThat(json).isVisible();
            JsonMapper mapper = new JsonMapper();
            assertThat(mapper.readTree(json.textContent())).isEqualTo(mapper.readTree(i == 0 ? placed : delivered));
        }
        page.close();
    }

    @Test
    void badAddresses_getAClearMessage() {
        Page page = browser.page();
        page.navigate(browser.at("orders?window=P9000D&measure=beauty&outcome=missed"));
        assertThat(page.locator("[role=alert]")).containsText("“P9000D” is not allowed for window");
        assertThat(page.locator("[role=alert]")).containsText("“beauty” is not allowed for measure");
        page.navigate(browser.at("orders?carrier=nobody"));
        assertThat(page.locator(".empty")).containsText("No order in this window passes all the filters.");
        page.navigate(browser.at("orders/no-such-order"));
        assertThat(page.locator(".empty")).containsText("No event names an order “no-such-order”.");
        page.navigate(browser.at("breakdown?by=colour"));
        assertThat(page.locator("[role=alert]")).containsText("“colour” is not allowed for by");
        page.navigate(browser.at("breakdown?window=PT7M"));
        assertThat(page.locator("[role=alert]")).containsText("“PT7M” is not a window of this board");
        page.navigate(browser.at("breakdown?window=P1D&tier=" + encode("<b>nobody</b>")));
        assertThat(page.locator(".empty")).containsText("nothing to break down");
        page.navigate(browser.at("orders?window=P1D&page=999"));
        assertThat(page.locator(".empty")).containsText("This page is beyond the end of the list");
        page.close();
    }

    @Test
    void hostileNames_areShownAsTheyAre_andRunNothing() {
        Page page = browser.page();
        page.navigate(browser.at("orders?window=P1D&customer=" + encode(HOSTILE)));
        assertThat(page.locator(".list tbody tr")).hasCount(1);
        assertThat(page.locator("a.id")).hasText(HOSTILE);

        page.locator("a.id").click();
        assertThat(page.locator("main h1")).hasText(HOSTILE);
        assertThat(page.locator(".criteria li").first()).isVisible();
        assertThat(page).hasTitle(Pattern.compile("<script>"));
        BoardBrowser.assertFits(page);
        BoardBrowser.keep(page, "order-hostile");
        page.setViewportSize(360, 740);
        BoardBrowser.assertFits(page);
        BoardBrowser.keep(page, "order-hostile-360");

        for (int width : BoardBrowser.WIDTHS) {
            page.setViewportSize(width, BoardBrowser.height(width));
            page.navigate(browser.at("breakdown?window=P1D&by=customer"));
            assertThat(page.locator("tr:has-text('document.title')")).isVisible();
            BoardBrowser.assertFits(page);
            page.navigate(browser.at("orders/order?id=" + encode(HOSTILE + "-unknown")));
            assertThat(page.locator(".empty")).containsText(HOSTILE + "-unknown");
            BoardBrowser.assertFits(page);
            assertThat(page.locator("main :is(script, img)")).hasCount(0);
            assertThat((String) page.evaluate("document.title")).isNotEqualTo("hacked");
        }
        page.close();
    }

    @Test
    void theQueue_holdsStillUnderThePointer_andTakesAcknowledgements() {
        Page page = browser.page();
        page.navigate(browser.at("at-risk"));
        Locator rows = page.locator(".queue tbody tr");
        assertThat(page.locator("tr:has-text('soon-1')"))
                .containsText("Priority 1=: product SKU-A, profit rank 1 × importance 2 = 2.");
        assertThat(page.locator("tr:has-text('soon-1')")).containsText("after the deadline");
        assertThat(rows.last()).containsText("Product not ranked.");
        int before = rows.count();

        rows.first().hover();
        assertThat(page.locator("[data-pointed]")).hasCount(1);
        send(List.of(BoardWorld.placed("soon-new-" + Instant.now().getNano(), 300, "platinum", "Bison", "SKU-A")));
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

        page.navigate(browser.at("orders/soon-2"));
        assertThat(page.locator(".taken")).containsText("calls <b>the</b> carrier");
        page.close();
    }
}
