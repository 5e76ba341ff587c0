package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Audit;
import io.perfectorder.security.PasswordHashes;
import io.perfectorder.security.Role;
import io.perfectorder.security.ViewScope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Viewers and screens with a scope in a real Chromium: what they see on every page and in the export, and how they get it. */
@TestPropertySource(properties = "monitor.admin-password=" + BoardPeople.PASSWORD)
class ScopedPeopleInBrowserTest extends BoardInBrowser {
    private static final ViewScope FALCON = scope("Falcon");

    @Autowired
    private Audit audit;

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordHashes hashes;

    @Autowired
    private Readings readings;

    @Autowired
    private OrdersAtRisk ordersAtRisk;

    @Test
    void aViewerWithAScope_seesNothingElse_onAnyPage_orInTheExport() {
        send(BoardWorld.events());
        send(List.of(BoardWorld.placed("foreign", -900, "platinum", "Bison", "SKU-A")));
        BoardPeople.make(accounts, hashes, "falcon", Role.VIEWER, FALCON);
        long mine = BoardPeople.stored(readings, Map.of(GroupBy.CARRIER, "Falcon"));
        assertThat(mine).isPositive().isLessThan(BoardPeople.stored(readings, Map.of()));
        Page page = BoardPeople.loggedIn(browser, "falcon");
        assertThat(page.locator(".places a")).hasCount(4);
        page.navigate(browser.at("?window=PT24H"));
        Locator due = page.locator(".level-tile .detail .count").nth(1);
        assertThat(due).hasText("" + mine);
        BoardPeople.assertLimited(page, "Only Carrier Falcon");
        assertThat(page.locator(".level-tile:has-text('silver')")).hasCount(1);
        assertThat(page.locator(".level-tile:has-text('platinum')")).hasCount(0);

        due.click();
        assertThat(page.locator(".total")).hasAttribute("data-total", "" + mine);
        assertThat(page.locator("td[data-label=Carrier]:has-text('Falcon')")).hasCount((int) mine);
        assertThat(page.locator("td[data-label=Carrier]:not(:has-text('Falcon'))"))
                .hasCount(0);
        assertThat(page.locator("#values-carrier option")).hasCount(1);
        String export = page.locator("a.export").getAttribute("href");
        assertThat(BoardPeople.csv(page, export)).hasSize(1 + (int) mine);
        assertThat(BoardPeople.csv(page, export).skip(1)).allMatch(row -> row.contains("Falcon"));
        assertThat(BoardPeople.csv(page, export + "&carrier=Bison")).hasSize(1);

        page.navigate(browser.at("orders?window=P1D&carrier=Bison"));
        assertThat(page.locator(".total")).hasAttribute("data-total", "0");
        page.navigate(browser.at("breakdown?window=P1D&by=carrier"));
        assertThat(page.locator("table.groups tbody tr")).hasCount(1);
        assertThat(page.locator("tr[data-key=Falcon] td.number a.count").last()).hasText("" + mine);
        long atRisk = ordersAtRisk.current().blockOptional().orElseThrow().orders().stream()
                .filter(order -> order.verdict().dimensions().carrier().equals("Falcon"))
                .count();
        page.navigate(browser.at("at-risk"));
        assertThat(page.locator(".queue tbody tr")).hasCount((int) atRisk);
        assertThat(page.locator(".total")).containsText("" + atRisk);
        assertThat(page.locator(".queue")).not().containsText("soon-1");

        page.navigate(browser.at("orders/soon-2"));
        assertThat(page.locator("main")).containsText("Falcon");
        for (String foreign : List.of("soon-1", "foreign", "no-such-order")) {
            page.navigate(browser.at("orders/" + foreign));
            assertThat(page.locator(".empty")).containsText("No event names an order “" + foreign + "”.");
        }
        List<String> flaws = new ArrayList<>();
        for (String path : List.of("?window=PT24H", "at-risk")) {
            page.navigate(browser.at(path));
            assertThat(page.locator(path.equals("at-risk") ? ".queue tbody tr" : ".level-tile")
                            .first())
                    .isVisible();
            flaws.addAll(BoardBrowser.looks(page, "limited-" + path.replaceAll("\\?.*", "overview")));
        }
        assertThat(flaws).isEmpty();
        page.context().close();
    }

    @Test
    void whatAViewerWithAScopeSees_isLive() {
        BoardPeople.make(accounts, hashes, "live", Role.VIEWER, scope("Drayline"));
        String own = "live-" + System.nanoTime();
        send(List.of(BoardWorld.placed(own, -600, "gold", "Drayline", "SKU-A")));
        Page page = BoardPeople.loggedIn(browser, "live");
        page.navigate(browser.at("?window=PT24H"));
        Locator met = page.locator(".level-tile .detail .count").first();
        Locator due = page.locator(".level-tile .detail .count").nth(1);
        long before = BoardPeople.stored(readings, Map.of(GroupBy.CARRIER, "Drayline"));
        assertThat(due).hasText("" + before);
        assertThat(met).hasText("0");

        send(List.of(
                BoardWorld.placed(own + "-b", -600, "gold", "Bison", "SKU-A"),
                BoardWorld.delivered(own, -700, 10),
                BoardWorld.placed(own + "-2", -600, "gold", "Drayline", "SKU-A")));

        assertThat(due).hasText("" + (before + 1));
        assertThat(met).hasText("1");
        page.context().close();
    }

    @Test
    void anAdministrator_limitsAViewer_whoIsSentAwayWhenThatChanges() {
        Page admin = BoardPeople.loggedIn(browser, "admin");
        admin.navigate(browser.at("admin"));
        BoardBrowser.awaitLive(admin);
        Locator limit = admin.locator(".accounts > .filters textarea");
        admin.locator(".accounts > .filters input").fill("carl");
        limit.fill("carier=Falcon");
        admin.locator(".accounts > .filters button").click();
        assertThat(admin.locator(".accounts .said"))
                .hasText("Line 1 is “carier=Falcon”; allowed: customer, tier, region or carrier, then = and a value.");
        limit.fill("carrier=Falcon");
        admin.locator(".accounts > .filters button").click();
        Locator row = admin.getByLabel("What carl sees");
        assertThat(row).hasValue("carrier=Falcon");
        accounts.setPassword(new AccountName("carl"), hashes.of(BoardPeople.PASSWORD), Instant.now())
                .block();
        Page carl = BoardPeople.loggedIn(browser, "carl");
        BoardPeople.assertLimited(carl, "Only Carrier Falcon");

        admin.getByLabel("Role of carl").selectOption("operator");
        assertThat(admin.locator(".accounts .said")).containsText("only a viewer can be limited");
        // The rows are built anew after the answer; until then this one shows what was chosen.
        assertThat(admin.getByLabel("Role of carl")).hasValue("viewer");
        row.fill("carrier=Falcon\ntier=gold");
        row.blur();
        assertThat(carl).hasURL(Pattern.compile("/login\\?say=out$"));
        BoardPeople.logIn(carl, "carl", BoardPeople.PASSWORD);
        BoardBrowser.awaitLive(carl);
        BoardPeople.assertLimited(carl, "Only Carrier Falcon · Tier gold");
        assertThat(audit.newest(Long.MAX_VALUE, 5).block())
                .extracting(kept -> kept.entry().action() + " " + kept.entry().subject() + ": "
                        + kept.entry().before().orElse("") + " → "
                        + kept.entry().after().orElse(""))
                .contains(
                        "account.make carl:  → viewer, carrier=Falcon",
                        "account.scope carl: carrier=Falcon → carrier=Falcon, tier=gold");
        carl.context().close();
        admin.context().close();
    }

    @Test
    void aScreenWithAScope_showsNoMore() {
        Page admin = BoardPeople.loggedIn(browser, "admin");
        admin.navigate(browser.at("admin"));
        BoardBrowser.awaitLive(admin);
        admin.locator(".walls > .filters input").first().fill("Gate 7");
        admin.locator(".walls > .filters textarea").fill("carrier=Falcon");
        admin.locator(".walls > .filters input").nth(1).fill("overview,alerts");
        admin.locator(".walls > .filters button").click();
        assertThat(admin.locator(".walls .said")).hasText("Such a screen cannot show “alerts”.");
        admin.locator(".walls > .filters input").nth(1).fill("overview");
        admin.locator(".walls > .filters button").click();

        Page screen = browser.page();
        screen.navigate(admin.locator(".walls .handed").inputValue());
        BoardBrowser.awaitLive(screen);
        BoardPeople.assertLimited(screen, "Only Carrier Falcon");
        screen.context().close();
        admin.context().close();
    }

    private static ViewScope scope(String carrier) {
        return new ViewScope(Map.of("carrier", Set.of(carrier)));
    }
}
