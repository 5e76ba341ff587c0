package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The system's Chromium with pages of the board, and axe-core to look at them. */
final class BoardBrowser implements AutoCloseable {
    static final List<String> LANGUAGES = List.of("en", "zh-CN");
    private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    static final List<Integer> WIDTHS = List.of(360, 1440, 3840);
    private static final String AXE = resource("/axe.min.js");
    private static final String CUT_OFF = resource("/cut-off.js");

    /** Of WCAG 2.2 AA and the best practices: what axe calls serious or critical, with the elements. */
    private static final String VIOLATIONS = """
            () => axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`))""";

    /** How long a state is awaited that must come: a busy machine is no failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private final Playwright playwright;
    private final Browser browser;

    /** {@code port}: of the board. */
    BoardBrowser(int port) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        this.port = port;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox", "--disable-background-networking")));
    }

    /** A page of a viewer who has never been here. */
    Page page(String language, ColorScheme scheme, int width) {
        return page(language, scheme, width, "Europe/Berlin");
    }

    Page page(String language, ColorScheme scheme, int width, String zone) {
        return browser.newPage(new Browser.NewPageOptions()
                .setLocale(language)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId(zone)
                .setViewportSize(width, height(width)));
    }

    /** A page on a phone, that is touched. */
    Page phone() {
        return browser.newPage(new Browser.NewPageOptions()
                .setLocale("en")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(360, height(360))
                .setHasTouch(true)
                .setIsMobile(true));
    }

    /** Of a phone in the hand, else of a screen of 16 to 9. */
    static int height(int width) {
        return width == 360 ? 740 : width * 9 / 16;
    }

    Page page() {
        return page("en", ColorScheme.LIGHT, 1440);
    }

    /** The address of a page, by its path from the root of the board. */
    String at(String path) {
        return "http://localhost:" + port + "/" + path;
    }

    /** Fails when axe-core finds anything serious or critical on the page. */
    static void assertAccessible(Page page) {
        assertThat(barriers(page)).as(page.url()).isEmpty();
    }

    /** Fails when the page is wider than its window, or when a text on it is cut off. */
    static void assertFits(Page page) {
        assertThat(overflows(page))
                .as("%s at %s", page.url(), page.viewportSize().width)
                .isEmpty();
    }

    /**
     * What is wrong with the page that is open, in both colour schemes and at every width; what it looked like is in
     * {@code target/screenshots} under this name. The widest has the elements and colours of the one before, so axe-core is not asked again.
     */
    static List<String> looks(Page page, String name) {
        List<String> flaws = new ArrayList<>();
        for (ColorScheme scheme : SCHEMES) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : WIDTHS) {
                page.setViewportSize(width, height(width));
                String look = name + "-" + scheme + "-" + width;
                overflows(page).forEach(flaw -> flaws.add(look + " cuts off " + flaw));
                if (width < WIDTHS.getLast()) {
                    barriers(page).forEach(flaw -> flaws.add(look + " bars by " + flaw));
                }
                keep(page, look);
            }
        }
        return flaws;
    }

    /** What axe-core finds serious or critical. */
    static List<String> barriers(Page page) {
        if ((Boolean) page.evaluate("typeof axe === 'undefined'")) {
            page.evaluate(AXE);
        }
        return texts(page.evaluate(VIOLATIONS));
    }

    /** The page itself when it is wider than its window, and the texts that are cut off. */
    static List<String> overflows(Page page) {
        List<String> found = new ArrayList<>(texts(page.evaluate(CUT_OFF)));
        if (!(Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")) {
            found.add("the page");
        }
        return found;
    }

    private static List<String> texts(Object found) {
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /**
     * Writes what it looks like to {@code target/screenshots}; all of it where it is narrow. A picture checks nothing: Chromium, which once in
     * thousands of times gives none, is asked again.
     */
    static void keep(Page page, String name) {
        Page.ScreenshotOptions options = new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(page.viewportSize().width == 360);
        try {
            page.screenshot(options);
        } catch (TimeoutError none) {
            page.screenshot(options);
        }
    }

    /** Waits until the page says that it is live. */
    static void awaitLive(Page page) {
        assertThat(page.locator("live-badge")).hasAttribute("data-state", "live");
    }

    private static String resource(String name) {
        try (InputStream script = BoardBrowser.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
