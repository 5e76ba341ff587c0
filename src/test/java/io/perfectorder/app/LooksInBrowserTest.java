package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.pipeline.Products;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every view in both languages, both colour schemes and three widths: nothing is wider than the window, no text is cut off or
 * untranslated, and axe-core has nothing serious to say. What it looked like is in {@code target/screenshots}.
 */
class LooksInBrowserTest extends BoardInBrowser {
    /** Each page, and what is there when it has been read. */
    private static final Map<String, String> PAGES = pages();

    private static final String SMALLEST_TEXT = """
            () => Math.min(...[...document.querySelectorAll('#content *')]
                .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
                .filter((e) => e.getBoundingClientRect().width > 1)
                .map((e) => parseFloat(getComputedStyle(e).fontSize)))""";

    @Autowired
    private Products products;

    @BeforeEach
    void sendTheWorld() {
        products.replace(BoardWorld.products()).block();
        send(BoardWorld.events());
    }

    @Test
    void everyView_isRightInBothLanguagesThemesAndEveryWidth() {
        List<String> flaws = new ArrayList<>();
        for (String language : BoardBrowser.LANGUAGES) {
            Page page = browser.page(language, ColorScheme.LIGHT, 1440);
            PAGES.forEach((name, there) -> {
                page.navigate(browser.at(name));
                assertThat(page.locator(there).first()).isVisible();
                BoardBrowser.awaitLive(page);
                assertThat(page.locator("html")).hasAttribute("lang", language);
                assertThat(page.locator("body").textContent()).doesNotContainPattern("![a-z]+[.a-z-]*!");
                flaws.addAll(BoardBrowser.looks(page, file(name) + "-" + language));
            });
            page.context().close();
        }
        assertThat(flaws).isEmpty();
    }

    @Test
    void aWall_showsNothingToPress_andNothingTooSmall() {
        Page page = browser.page("en", ColorScheme.DARK, 1920);
        for (String path : List.of("?wall&window=P1D", "at-risk?wall", "breakdown?wall&window=P1D&by=carrier")) {
            page.navigate(browser.at(path));
            assertThat(page.locator(PAGES.getOrDefault(path, ".level-tile")).first())
                    .isVisible();
            for (Locator control :
                    page.locator("button, input, select, summary").all()) {
                assertThat(control).isHidden();
            }
            // A line of text is 1.7 % of the screen's height at the least, and a rate more than a tenth.
            assertThat(((Number) page.evaluate(SMALLEST_TEXT)).doubleValue())
                    .as(path)
                    .isGreaterThan(0.017 * 1080);
        }
        page.navigate(browser.at("?wall"));
        assertThat(((Number) page.locator(".level-tile .rate")
                                .first()
                                .evaluate("rate => parseFloat(getComputedStyle(rate).fontSize)"))
                        .doubleValue())
                .isGreaterThan(0.1 * 1080);
        page.context().close();
    }

    private static String file(String path) {
        String page =
                path.startsWith("?") ? "overview" : path.startsWith("orders/") ? "order" : path.replaceAll("\\?.*", "");
        return path.contains("?wall") ? "wall-" + page : page;
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("?window=P1D", ".level-tile");
        pages.put("orders?window=P1D", "table.list");
        pages.put("orders/story", ".criteria");
        pages.put("breakdown?window=P1D&by=carrier", "table.list");
        pages.put("at-risk", "table.queue");
        pages.put("import", ".key input");
        pages.put("?wall&window=P1D", ".level-tile");
        pages.put("breakdown?wall&window=P1D&by=carrier", "table.list");
        pages.put("at-risk?wall", "table.queue");
        return pages;
    }
}
