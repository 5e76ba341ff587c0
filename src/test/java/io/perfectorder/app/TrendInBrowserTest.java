package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.perfectorder.app.BoardEvents.delivered;
import static io.perfectorder.app.BoardEvents.placed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trend chart under the pointer, in a real Chromium. */
class TrendInBrowserTest extends BoardInBrowser {
    private static final String ZOOMED = "data-zoomed";

    /** Where point {@code at} of the first line is, from the corner of the drawing. */
    private static final String POINT = """
            (chart, at) => {
                const [met, all] = chart.series.lines[0].counts.slice(2 * at, 2 * at + 2);
                return { x: chart.plot.valToPos(chart.series.times[at], 'x'), y: chart.plot.valToPos(met / all, 'y') };
            }""";

    /** The colour between the points {@code at} and the next at the rate of 0.82: above the line, inside its interval. */
    private static final String INSIDE = """
            (chart, at) => {
                const [from, to] = chart.series.times.slice(at, at + 2);
                const { data } = chart.plot.ctx.getImageData(
                    chart.plot.valToPos((from + to) / 2, 'x', true), chart.plot.valToPos(0.82, 'y', true), 1, 1);
                return data.join();
            }""";

    /** The span of time on the axis, in seconds. */
    private static final String SPAN = "chart => chart.plot.scales.x.max - chart.plot.scales.x.min";

    /** In every half hour of a day three of four orders are perfect: 75 %, with an interval from 30 % to 95 %. */
    @BeforeEach
    void sendADay() {
        List<String> events = new ArrayList<>();
        for (int i = 1; i < 4 * 48; i++) {
            Instant deadline = now.minusSeconds(450L * i);
            events.add(placed("order-" + i, "gold", deadline));
            if (i % 4 != 0) {
                events.add(delivered("order-" + i, deadline.minusSeconds(60)));
            }
        }
        send(events);
    }

    @Test
    void hovering_shadesTheIntervalOfTheLineUnderThePointer() {
        Page page = still();
        Locator chart = page.locator("trend-chart");
        String before = (String) chart.evaluate(INSIDE, 20);

        pointAt(page, 24);
        assertThat(chart).hasAttribute("data-band", "gold");
        assertThat(chart.evaluate(INSIDE, 20)).isNotEqualTo(before);
        assertThat(chart.locator(".legend")).containsText("gold75.0%");
        BoardBrowser.keep(page, "trend-band");

        page.mouse().move(3, 3);
        assertThat(chart).not().hasAttribute("data-band", "gold");
        assertThat(chart.evaluate(INSIDE, 20)).isEqualTo(before);
        page.context().close();
    }

    @Test
    void brushing_zooms_andTheButtonOrADoubleClickShowsTheWholeWindowAgain() {
        Page page = opened("?window=PT24H");
        Locator chart = page.locator("trend-chart");
        Locator whole = chart.getByText("Whole window");
        assertThat(chart.locator("canvas")).isVisible();
        double all = span(chart);

        brush(page, 10, 20);
        assertThat(chart).hasAttribute(ZOOMED, "");
        assertThat(span(chart)).isBetween(all / 6, all / 3);

        // What comes in does not take the part away that is looked at.
        String total = page.locator(".level-tile .detail .count").nth(1).textContent();
        send(List.of(placed("late-" + Instant.now().getNano(), "gold", now.minusSeconds(500))));
        assertThat(page.locator(".level-tile .detail .count").nth(1)).not().hasText(total);
        assertThat(chart).hasAttribute(ZOOMED, "");
        assertThat(span(chart)).isBetween(all / 6, all / 3);

        whole.click();
        assertThat(chart).not().hasAttribute(ZOOMED, "");
        assertThat(whole).isHidden();
        assertThat(span(chart)).isGreaterThan(0.9 * all);

        brush(page, 10, 20);
        assertThat(chart).hasAttribute(ZOOMED, "");
        BoundingBox drawing = chart.locator(".u-over").boundingBox();
        page.mouse().dblclick(drawing.x + drawing.width / 2, drawing.y + drawing.height / 2);
        assertThat(chart).not().hasAttribute(ZOOMED, "");
        assertThat(span(chart)).isGreaterThan(0.9 * all);
        page.context().close();
    }

    @Test
    void aFinger_brushesAlong_scrollsAcross_andPointsByATap() {
        Page page = browser.phone();
        page.navigate(browser.at("?window=PT24H"));
        BoardBrowser.awaitLive(page);
        Locator chart = page.locator("trend-chart");
        assertThat(chart.locator("canvas")).isVisible();
        assertThat(chart.locator(".legend")).containsText("gold");
        page.locator("[data-action=pause]").tap();
        assertThat(page.locator("live-badge")).hasAttribute("data-state", "paused");
        // The bar at the bottom of a phone lies over what is just in view.
        chart.evaluate("chart => chart.scrollIntoView({ block: 'center', behavior: 'instant' })");
        Finger finger = new Finger(page);
        double all = span(chart);
        double[] start = place(page, 12);
        double[] end = place(page, 24);

        finger.down(start[0], start[1]);
        finger.move((start[0] + end[0]) / 2, start[1] + 5);
        finger.move(end[0], end[1] - 5);
        page.waitForFunction("chart => chart.plot.select.width > 20", chart.elementHandle());
        BoardBrowser.keep(page, "trend-touch");
        finger.up();
        assertThat(chart).hasAttribute(ZOOMED, "");
        assertThat(span(chart)).isBetween(all / 6, all / 3);
        chart.getByText("Whole window").tap();
        assertThat(chart).not().hasAttribute(ZOOMED, "");

        double[] tapped = place(page, 20);
        page.touchscreen().tap(tapped[0], tapped[1]);
        assertThat(chart).hasAttribute("data-band", "gold");
        assertThat(chart).not().hasAttribute(ZOOMED, "");

        double scrolled = scrolled(page);
        double[] down = place(page, 20);
        finger.down(down[0], down[1]);
        for (int i = 1; i <= 10; i++) {
            finger.move(down[0] + i, down[1] - 15 * i);
        }
        finger.up();
        page.waitForFunction("before => document.scrollingElement.scrollTop > before", scrolled);
        assertThat(chart).not().hasAttribute(ZOOMED, "");
        page.context().close();
    }

    @Test
    void aTable_saysTheSame() {
        Page page = still();
        Locator chart = page.locator("trend-chart");

        chart.getByText("Show as table").click();

        assertThat(chart.locator("thead")).hasText("Untilgold");
        assertThat(chart.locator("tbody tr")).hasCount(48);
        assertThat(chart.locator("tbody tr").nth(20)).containsText("75.0%3 of 4");
        assertThat(chart.locator("canvas")).isHidden();
        BoardBrowser.assertAccessible(page);
        chart.getByText("Show as chart").click();
        assertThat(chart.locator("canvas")).isVisible();
        page.context().close();
    }

    @Test
    void whatHappened_isMarkedOnTheTimeAxis_andSaidInTheTable() {
        Page page = still();
        Locator chart = page.locator("trend-chart");
        String line = """
                chart => chart.plot.ctx.getImageData(chart.plot.valToPos(chart.series.times[30] - 600, 'x', true),
                    chart.plot.valToPos(0.82, 'y', true), 1, 1).data.join()""";
        String before = (String) chart.evaluate(line);

        chart.evaluate("""
                chart => { chart.marks = [
                    { time: chart.series.times[30] - 600, text: 'gold <b>below</b> target', severity: 'critical' },
                    { time: chart.series.times[0] - 86400, text: 'long ago', severity: 'info' }]; }""");

        assertThat(chart.evaluate(line)).isNotEqualTo(before);
        BoardBrowser.keep(page, "trend-marks");
        chart.getByText("Show as table").click();
        assertThat(chart.locator("thead")).hasText("UntilgoldAlerts");
        assertThat(chart.locator("tbody tr").nth(48 - 1 - 30)).containsText("gold <b>below</b> target");
        assertThat(chart.locator("tbody")).not().containsText("long ago");
        page.context().close();
    }

    /** The overview, held still so that nothing but the pointer changes the drawing. */
    private static Page still() {
        Page page = opened("?window=PT24H");
        assertThat(page.locator("trend-chart canvas")).isVisible();
        page.locator("[data-action=pause]").click();
        assertThat(page.locator("live-badge")).hasAttribute("data-state", "paused");
        return page;
    }

    /** A finger on the glass, as the browser's own protocol has it. */
    private record Finger(CDPSession glass) {
        Finger(Page page) {
            this(page.context().newCDPSession(page));
        }

        void down(double x, double y) {
            touch("touchStart", x, y);
        }

        void move(double x, double y) {
            touch("touchMove", x, y);
        }

        void up() {
            touch("touchEnd");
        }

        private void touch(String type, double... at) {
            JsonArray points = new JsonArray();
            if (at.length > 0) {
                JsonObject point = new JsonObject();
                point.addProperty("x", at[0]);
                point.addProperty("y", at[1]);
                points.add(point);
            }
            JsonObject touch = new JsonObject();
            touch.addProperty("type", type);
            touch.add("touchPoints", points);
            glass.send("Input.dispatchTouchEvent", touch);
        }
    }

    private static double scrolled(Page page) {
        return ((Number) page.evaluate("document.scrollingElement.scrollTop")).doubleValue();
    }

    private static void pointAt(Page page, int point) {
        double[] at = place(page, point);
        page.mouse().move(at[0] - 5, at[1]);
        page.mouse().move(at[0], at[1]);
    }

    private static void brush(Page page, int from, int to) {
        double[] start = place(page, from);
        double[] end = place(page, to);
        page.mouse().move(start[0], start[1]);
        page.mouse().down();
        page.mouse().move((start[0] + end[0]) / 2, start[1]);
        page.mouse().move(end[0], end[1]);
        page.mouse().up();
    }

    private static double[] place(Page page, int point) {
        Locator chart = page.locator("trend-chart");
        BoundingBox drawing = chart.locator(".u-over").boundingBox();
        Map<?, ?> at = (Map<?, ?>) chart.evaluate(POINT, point);
        return new double[] {
            drawing.x + ((Number) at.get("x")).doubleValue(), drawing.y + ((Number) at.get("y")).doubleValue()
        };
    }

    private static double span(Locator chart) {
        return ((Number) chart.evaluate(SPAN)).doubleValue();
    }
}
