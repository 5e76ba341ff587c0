package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.perfectorder.alerting.AlertKey;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.declared.RuleReader;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.pipeline.Products;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of alerts: a rule by the form from its back-test to its end, silences, a test of a channel, and how all of it looks. */
class AlertsInBrowserTest extends BoardInBrowser {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final LinkedBlockingQueue<JsonNode> RECEIVED = new LinkedBlockingQueue<>();
    private static final HttpServer RECEIVER = receiver();

    @Autowired
    private Rules rules;

    @Autowired
    private Products products;

    @DynamicPropertySource
    static void channel(DynamicPropertyRegistry registry) {
        registry.add("monitor.channels.hook.kind", () -> "webhook");
        registry.add(
                "monitor.channels.hook.url",
                () -> "http://127.0.0.1:" + RECEIVER.getAddress().getPort() + "/");
        registry.add("monitor.channels.hook.key", () -> "a-shared-key-of-some-length");
        registry.add("monitor.outgoing.allow", () -> "127.0.0.1");
    }

    @AfterAll
    static void hangUp() {
        RECEIVER.stop(0);
    }

    @Test
    void aRule_isMadeTestedSavedSeenFiringAcknowledgedSilencedChangedAndRemoved() {
        send(BoardWorld.events());
        Page page = opened("alerts");
        button(page, "New rule").click();
        Locator form = page.locator("section.form").first();
        fill(form, "Name", "by-form");
        fill(form, "Owner", "Ann <b>");
        fill(form, "Fires beyond", "90%");
        button(form, "Save").click();
        assertThat(form.locator(".message")).hasText("Fires beyond: “90%” is no number; write it as 0.95");
        assertThat(form.getByLabel("Fires beyond")).hasAttribute("aria-invalid", "true");

        fill(form, "Fires beyond", "0.9");
        button(form, "Back-test").click();
        assertThat(form.locator(".sentence")).containsText("Over the last 30 days this rule would have fired");
        assertThat(form.locator(".found li").first()).containsText("Perfect order");
        assertThat(page.locator("tbody th", rowOf("by-form"))).hasCount(0);

        fill(form, "Your name", "Ann");
        button(form, "Save").click();
        Locator firing = page.locator("tr", rowOf("by-form")).first();
        assertThat(firing.locator(".badge").first()).hasText("firing");
        assertThat(form).isHidden();

        firing.getByRole(AriaRole.CHECKBOX).check();
        fill(page.locator("main > .acknowledge"), "Note", "on it");
        page.locator("main > .acknowledge select").selectOption("PT4H");
        button(page.locator("main > .acknowledge"), "Acknowledge").click();
        assertThat(firing).containsText("taken by Ann until ");
        assertThat(firing).containsText(": on it");

        firing.getByText("Silence", exactly()).click();
        Locator silence = page.locator("section.form:visible");
        assertThat(silence.getByLabel("Rule")).hasValue("by-form");
        button(silence, "Silence").click();
        assertThat(silence.locator(".message")).containsText("Say why");
        fill(silence, "Why", "works");
        button(silence, "Silence").click();
        assertThat(page.locator("tr", rowOf("Rule by-form"))).containsText("works");
        page.getByText("End now").click();
        assertThat(page.locator("tr", rowOf("Rule by-form"))).hasCount(0);

        button(page, "Change the rule by-form").click();
        assertThat(form.getByLabel("Name", exactLabel())).hasAttribute("readonly", "");
        fill(form, "Description", "changed");
        button(form, "Save").click();
        assertThat(page.locator("tr", rowOf("by-form")).last()).containsText("changed");

        button(page, "Remove the rule by-form").click();
        page.getByText("Remove for good").click();
        assertThat(page.locator("tr", rowOf("by-form")).first()).containsText("resolved");
        page.context().close();
    }

    @Test
    void theRowOfARule_outlivesTheAnswersThatComeIn() {
        rules.save(RuleReader.read("{id: stays, kind: any-failure, owner: Ann, window: 1d}"), "test")
                .block(LIMIT);
        Page page = opened("alerts");
        Locator change = button(page, "Change the rule stays");
        change.evaluate("button => { button.same = true; button.focus(); }");

        rules.save(RuleReader.read("{id: comes, kind: any-failure, owner: Ann, window: 1d}"), "test")
                .block(LIMIT);
        assertThat(button(page, "Change the rule comes")).isVisible();
        rules.delete("comes").block(LIMIT);
        assertThat(button(page, "Change the rule comes")).hasCount(0);

        assertThat((Boolean) change.evaluate("button => button.same === true && button === document.activeElement"))
                .isTrue();
        page.locator("[aria-label=简体中文]").click();
        assertThat(button(page, "修改规则 stays")).isVisible();
        page.context().close();
        rules.delete("stays").block(LIMIT);
    }

    @Test
    void aRuleThatCanNeverFire_isRefusedWithItsArithmetic() {
        Page page = opened("alerts");
        button(page, "New rule").click();
        Locator form = page.locator("section.form").first();
        form.getByLabel("Kind").selectOption("burn-rate");
        fill(form, "Name", "never");
        fill(form, "Owner", "Ann");
        fill(form, "Share of the budget", "0.9");
        fill(form, "Your name", "Ann");
        button(form, "Save").click();

        assertThat(form.locator(".message")).containsText("can never fire");
        assertThat(form.locator(".message")).containsText("0.9000 × 43200 min ÷ 1440 min = 27.00");
        page.locator("[aria-label=简体中文]").click();
        button(form, "保存").click();
        assertThat(form.locator(".message")).containsText("永远不会触发");
        assertThat(rules.find("never")).isEmpty();
        page.context().close();
    }

    @Test
    void aTestOfAChannel_arrives() throws InterruptedException {
        Page page = opened("alerts");
        button(page, "Send a test over hook").click();

        assertThat(page.locator("tr", rowOf("hook")).locator(".badge")).hasText("It arrived.");
        assertThat(next("test-message").path("phase").asString()).isEqualTo("firing");
        page.context().close();
    }

    @Test
    void theLinkOfAnAlert_opensWhatTakesItInHand() {
        send(BoardWorld.events());
        rules.save(RuleReader.read("{id: linked, kind: any-failure, owner: Ann, window: 1d}"), "test")
                .block(LIMIT);
        Page page = opened("alerts");
        assertThat(page.locator("tr", rowOf("linked")).first().locator(".badge").first())
                .hasText("firing");
        page.navigate(browser.at("alerts?alert=" + new AlertKey("linked", AlertGroup.ALL).fingerprint()));
        Locator dialog = page.locator("dialog.ask");
        assertThat(dialog).isVisible();
        assertThat(dialog).containsText("linked: Everything");
        BoardBrowser.assertAccessible(page);
        BoardBrowser.keep(page, "alerts-dialog");
        fill(dialog, "Your name", "Bob");
        button(dialog, "Acknowledge").click();

        assertThat(dialog).isHidden();
        assertThat(page.locator("tr", rowOf("linked")).first()).containsText("taken by Bob");
        page.navigate(browser.at("?window=P1D"));
        page.waitForFunction(
                "document.querySelector('trend-chart')?.marks?.some(({text}) => text.includes('linked fires'))");
        page.navigate(browser.at("alerts?alert=0000000000000000"));
        assertThat(dialog).containsText("There is no such alert, or it never fired.");
        page.context().close();
    }

    @Test
    void anOrder_isTakenInHandOnItsPage_withTheAlertsAboutIt() {
        products.replace(BoardWorld.products()).block(LIMIT);
        send(BoardWorld.events());
        rules.save(RuleReader.read("{id: near, kind: at-risk, owner: Ann, lowestPriority: 3, within: 2h}"), "test")
                .block(LIMIT);
        Page page = opened("alerts");
        assertThat(page.locator("tr", rowOf("soon-1")).first().locator(".badge").first())
                .hasText("firing");
        page.navigate(browser.at("orders/soon-1"));
        Locator alerts = page.locator(".alerts-of-order li");
        assertThat(alerts.first()).containsText("near");
        BoardBrowser.assertAccessible(page);
        BoardBrowser.keep(page, "order-with-alert");
        fill(page.locator(".acknowledge"), "Your name", "Cleo");
        button(page.locator(".acknowledge"), "Acknowledge").click();

        assertThat(alerts.first()).containsText("taken by Cleo");
        assertThat(page.locator("main")).containsText("Acknowledged");
        page.context().close();
    }

    @Test
    void thePage_isRightInBothLanguagesThemesAndEveryWidth() {
        send(BoardWorld.events());
        rules.save(RuleReader.read("""
                        {id: looks, kind: any-failure, owner: "Ann <script>alert(1)</script>", description: "👩‍🏭 מחסן",
                         runbook: "https://example.com/a", scope: {tier: each, carrier: each}, window: 1d}"""), "test").block(LIMIT);
        List<String> flaws = new ArrayList<>();
        for (String language : BoardBrowser.LANGUAGES) {
            Page page = browser.page(language, ColorScheme.LIGHT, 1440);
            page.navigate(browser.at("alerts"));
            BoardBrowser.awaitLive(page);
            assertThat(page.locator("tr", rowOf("looks")).first()).isVisible();
            page.locator(".alert-tables .head .button").first().click();
            page.locator(".alert-tables .head .button").last().click();
            page.locator("section.form")
                    .first()
                    .locator(".actions .button")
                    .nth(1)
                    .click();
            assertThat(page.locator("section.form .message").first()).isVisible();
            assertThat(page.locator("body").textContent()).doesNotContainPattern("![a-z]+[.a-zA-Z_-]*!");
            flaws.addAll(BoardBrowser.looks(page, "alerts-" + language));
            page.context().close();
        }
        assertThat(flaws).isEmpty();
        rules.delete("looks").block(LIMIT);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void fill(Locator form, String label, String value) {
        form.getByLabel(label, exactLabel()).fill(value);
    }

    private static Locator.GetByLabelOptions exactLabel() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static Page.LocatorOptions rowOf(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    /** The next alert of a rule that was received. */
    private static JsonNode next(String rule) throws InterruptedException {
        while (true) {
            JsonNode message = RECEIVED.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            assertThat(message).as("a message about " + rule).isNotNull();
            JsonNode alert = message.path("alerts").get(0);
            if (alert.path("rule").asString().equals(rule)) {
                return alert;
            }
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
        RECEIVED.add(new JsonMapper().readTree(body));
    }

    private static HttpServer receiver() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", AlertsInBrowserTest::answer);
            server.start();
            return server;
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }
}
