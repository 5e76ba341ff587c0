package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Audit;
import io.perfectorder.security.Invited;
import io.perfectorder.security.PasswordHashes;
import io.perfectorder.security.Passwords;
import io.perfectorder.security.Role;
import io.perfectorder.security.ViewScope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** People at the gate in a real Chromium: let in, refused, locked out, logged out, kept to what they may; screens; and what it looks like. */
@TestPropertySource(
        properties = {
            "monitor.admin-password=wet gravel turns 9 mills",
            "monitor.oidc.client-id=monitor",
            "monitor.oidc.client-secret=s3cret",
            "monitor.oidc.label=Shop",
            "monitor.roles.claim=realm_access.roles",
            "monitor.roles.manager=po-managers",
            "monitor.roles.viewer=staff"
        })
class PeopleInBrowserTest extends LogInsInBrowser {
    private static final String RIGHT = BoardPeople.PASSWORD;

    @Autowired
    private Audit audit;

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordHashes hashes;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Readings readings;

    @Autowired
    private OrdersAtRisk ordersAtRisk;

    @Test
    void whoHasAnAccount_isLetIn_toWhereTheLinkLed_andLogsOut() {
        Page page = browser.page();
        page.navigate(browser.at("breakdown?window=PT1H"));
        assertThat(page).hasURL(Pattern.compile("/login\\?to="));
        BoardPeople.logIn(page, "Admin", "wrong");
        assertThat(page.locator("[role=alert]")).hasText("Name or password is wrong.");
        BoardPeople.logIn(page, "Admin", RIGHT);
        assertThat(page).hasURL(Pattern.compile("/breakdown\\?window=PT1H"));
        BoardBrowser.awaitLive(page);
        assertThat(page.locator(".open-notice")).hasCount(0);

        page.locator(".account summary").click();
        assertThat(page.locator(".account .name")).hasText("admin");
        page.locator(".account button").click();
        assertThat(page.locator(".lead")).hasText("You are logged out.");
        page.navigate(browser.at(""));
        assertThat(page).hasURL(Pattern.compile("/login$"));
        page.context().close();
    }

    @Test
    void whoGuesses_isLockedOut_alsoWithTheRightPassword() {
        person("guessed", Role.VIEWER);
        Page page = browser.page();
        page.navigate(browser.at("login"));
        for (int i = 0; i < 5; i++) {
            BoardPeople.logIn(page, "guessed", "guess " + i);
            assertThat(page.locator("[role=alert]")).containsText("wrong");
        }
        assertThat(accounts.failures("account:guessed", Instant.now()).block().number())
                .isEqualTo(5);
        // Five cost two seconds, which a slow machine needs for the next page; ten cost a minute.
        for (int i = 0; i < 5; i++) {
            accounts.failed("account:guessed", Instant.now()).block();
        }
        BoardPeople.logIn(page, "guessed", RIGHT);
        assertThat(page.locator("[role=alert]")).containsText("Too many attempts");
        page.context().close();
    }

    @Test
    void aViewer_isOfferedNothingThatItMayNotDo() {
        person("安娜", Role.VIEWER);
        Page page = loggedIn("安娜");
        assertThat(page.locator(".places a")).hasCount(5);
        page.navigate(browser.at("alerts"));
        BoardBrowser.awaitLive(page);
        assertThat(page.locator("main.alerts h2").first()).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New rule")))
                .hasCount(0);
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New silence")))
                .hasCount(0);
        for (String path : List.of("import", "admin")) {
            page.navigate(browser.at(path));
            assertThat(page.locator("h1")).hasText("Your account may not open this page");
        }
        page.context().close();

        person("manager", Role.MANAGER);
        Page manager = loggedIn("manager");
        manager.navigate(browser.at("alerts"));
        assertThat(manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New silence")))
                .isVisible();
        manager.context().close();
    }

    @Test
    void aManager_importsWithoutAKey_anOperatorIsAskedForIt_andTheAuditHasIt() {
        person("mira", Role.MANAGER);
        Page manager = loggedIn("mira");
        manager.navigate(browser.at("import"));
        assertThat(manager.locator("file-drop label")).isVisible();
        assertThat(manager.locator(".key")).hasCount(0);
        String event = BoardEvents.placed("imported", "gold", now.minusSeconds(600));
        manager.locator("file-drop input[type=file]")
                .setInputFiles(new FilePayload(
                        "of-mira.ndjson", "application/x-ndjson", event.getBytes(StandardCharsets.UTF_8)));
        assertThat(manager.locator(".work h2")).hasText("of-mira.ndjson");
        assertThat(manager.locator(".work .badge")).hasText("Done");
        assertThat(manager.locator("dd[data-figure=accepted]")).hasText("1");
        assertThat(audit.newest(Long.MAX_VALUE, 20).block())
                .extracting(kept -> kept.entry().who().name() + " "
                        + kept.entry().who().role() + " " + kept.entry().action() + " "
                        + kept.entry().subject() + " " + kept.entry().address())
                .contains("mira MANAGER file.import of-mira.ndjson 127.0.0.1");
        manager.context().close();

        person("olga", Role.OPERATOR);
        Page operator = loggedIn("olga");
        operator.navigate(browser.at("import"));
        assertThat(operator.locator(".key input")).isVisible();
        assertThat(operator.locator("file-drop")).hasCount(0);
        operator.context().close();
    }

    @Test
    void aCustomerIsErased_onceItsIdIsTypedTwice_andTheAuditKnowsThePseudonymOnly() {
        Page admin = loggedIn("admin");
        admin.navigate(browser.at("admin"));
        BoardBrowser.awaitLive(admin);
        Locator desk = admin.locator(".erasures");
        desk.locator("> .filters input").first().fill("customer-to-erase");
        desk.locator("> .filters input").last().fill("customer-to-eras");
        desk.getByText("Erase a customer", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(desk.locator("[role=status]")).hasText("Not done: the two ids are not the same.");

        desk.locator("> .filters input").last().fill("customer-to-erase");
        desk.getByText("Erase a customer", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(desk.locator("[role=status]")).containsText("is being erased");
        assertThat(desk.locator("tbody tr")).hasCount(1);
        assertThat(desk.locator("tbody th")).hasText(Pattern.compile("erased-[0-9a-f]{24}"));
        assertThat(desk).not().containsText("customer-to-erase");
        assertThat(audit.newest(Long.MAX_VALUE, 100).block())
                .filteredOn(kept -> kept.entry().action().equals("customer.erase"))
                .hasSize(1)
                .allMatch(kept -> kept.entry().subject().startsWith("erased-"));
        admin.context().close();
    }

    @Test
    void anAccountIsMade_setsItsPassword_andIsSentAwayWhenItIsDisabled() {
        Page admin = loggedIn("admin");
        admin.navigate(browser.at("admin"));
        BoardBrowser.awaitLive(admin);
        admin.locator(".accounts > .filters input").fill("Berta");
        admin.locator(".accounts > .filters select").selectOption("operator");
        admin.locator(".accounts > .filters button").click();
        String link = admin.locator(".accounts .handed").inputValue();

        Page berta = browser.page();
        berta.navigate(link);
        berta.locator("[name=password]").fill("password1234");
        berta.locator("[name=again]").fill("password1234");
        berta.locator("button").click();
        assertThat(berta.locator("[role=alert]")).containsText("guessed first");
        berta.locator("[name=password]").fill("seven owls at noon");
        berta.locator("[name=again]").fill("seven owls at noon");
        berta.locator("button").click();
        assertThat(berta.locator(".lead")).hasText("The password is set. Log in with it.");
        BoardPeople.logIn(berta, "berta", "seven owls at noon");
        BoardBrowser.awaitLive(berta);
        Page again = browser.page();
        again.navigate(link);
        assertThat(again.locator("h1")).hasText("This link is over");
        again.context().close();

        admin.getByLabel("Disable berta").click();
        assertThat(berta).hasURL(Pattern.compile("/login\\?say=out$"));
        assertThat(admin.getByLabel("Enable berta")).isVisible();
        assertThat(audit.newest(Long.MAX_VALUE, 20).block())
                .extracting(kept -> kept.entry().who().name() + " "
                        + kept.entry().action() + " " + kept.entry().subject() + " "
                        + kept.entry().after().orElse(""))
                .contains("admin account.make berta operator", "admin account.change berta operator, disabled");
        berta.context().close();
        admin.context().close();
    }

    @Test
    void aWallLink_opensWithoutAnAccount_andDiesWhenItIsRevoked() {
        Page admin = loggedIn("admin");
        admin.navigate(browser.at("admin"));
        BoardBrowser.awaitLive(admin);
        admin.locator(".walls > .filters input").first().fill("Hall 3");
        admin.locator(".walls > .filters button").click();
        String link = admin.locator(".walls .handed").inputValue();

        Page screen = browser.page();
        screen.navigate(link);
        BoardBrowser.awaitLive(screen);
        assertThat(screen.locator(".shell.wall")).isVisible();
        assertThat(screen.url())
                .contains("?wall&pages=overview,at-risk&every=30s")
                .doesNotContain("key=");

        admin.getByLabel("Revoke the link of Hall 3").click();
        assertThat(screen).hasURL(Pattern.compile("/login\\?say=out$"));
        assertThat(screen.locator("input[name=password]")).isVisible();
        screen.context().close();
        admin.context().close();
    }

    @Test
    void everyPageOfTheGate_isRightInBothLanguagesThemesAndEveryWidth() {
        accounts.add(new AccountName("carla"), Role.VIEWER, Instant.now()).block();
        String link = "setup?key="
                + passwords
                        .link(new Invited.Of(new AccountName("carla")))
                        .blockOptional()
                        .orElseThrow()
                        .text();
        List<String> flaws = new ArrayList<>();
        for (String language : BoardBrowser.LANGUAGES) {
            Page page = browser.page(language, ColorScheme.LIGHT, 1440);
            for (String path : List.of("login", link, "setup?key=none")) {
                page.navigate(browser.at(path));
                flaws.addAll(BoardBrowser.looks(page, path.replaceAll("\\?key=(none)?.*", "$1") + "-" + language));
            }
            page.navigate(browser.at("login"));
            BoardPeople.logIn(page, "admin", RIGHT);
            BoardBrowser.awaitLive(page);
            for (String path : List.of("admin", "password", "")) {
                page.navigate(browser.at(path));
                assertThat(page.locator("h1").first()).isVisible();
                assertThat(page.locator("body").textContent()).doesNotContainPattern("![a-z]+[.a-z-]*!");
                flaws.addAll(BoardBrowser.looks(page, "people-" + path + "-" + language));
            }
            page.context().close();
            flaws.addAll(secondFactor(language));
        }
        assertThat(flaws).isEmpty();
    }

    private void person(String name, Role role) {
        BoardPeople.make(accounts, hashes, name, role, ViewScope.ALL);
    }

    private static Page loggedIn(String name) {
        return BoardPeople.loggedIn(browser, name);
    }
}
