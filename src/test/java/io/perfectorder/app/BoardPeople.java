package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.PasswordHashes;
import io.perfectorder.security.Role;
import io.perfectorder.security.ViewScope;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** People with accounts in the browser of a test. */
final class BoardPeople {
    static final String PASSWORD = "wet gravel turns 9 mills";

    private BoardPeople() {}

    /** Makes an account with {@link #PASSWORD}. */
    static void make(Accounts accounts, PasswordHashes hashes, String name, Role role, ViewScope scope) {
        AccountName account = new AccountName(name);
        accounts.add(account, role, scope, Instant.now()).block();
        accounts.setPassword(account, hashes.of(PASSWORD), Instant.now()).block();
    }

    static Page loggedIn(BoardBrowser browser, String name) {
        return loggedIn(browser, name, "en");
    }

    static Page loggedIn(BoardBrowser browser, String name, String language) {
        Page page = browser.page(language, ColorScheme.LIGHT, 1440);
        page.navigate(browser.at("login"));
        logIn(page, name, PASSWORD);
        page.waitForURL(address -> !address.contains("/login"));
        BoardBrowser.awaitLive(page);
        return page;
    }

    static void logIn(Page page, String name, String password) {
        page.locator("[name=name]").fill(name);
        page.locator("[name=password]").fill(password);
        page.locator("form button").click();
    }

    /** A page that shows that its visitor sees only some orders. */
    static void assertLimited(Page page, String only) {
        assertThat(page.locator(".freshness .only")).hasText(only);
        assertThat(page.locator(".freshness .flow")).hasCount(0);
        assertThat(page.locator(".freshness .wide")).hasCount(0);
        assertThat(page.locator(".freshness age-text")).hasCount(0);
    }

    /** How many orders of the last day the store counts. */
    static long stored(Readings readings, Map<GroupBy, String> filters) {
        long end = Panes.lastMinuteOf(Instant.now());
        return readings
                .tallies(new Selection(end - 1440, end, Selection.NOW, filters), GroupBy.ALL)
                .blockOptional()
                .orElseThrow()
                .values()
                .stream()
                .mapToLong(Tally::due)
                .sum();
    }

    /** The lines of an export, as whoever is logged in on the page gets it. */
    static Stream<String> csv(Page page, String address) {
        APIResponse answer = page.request().get(address);
        assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines();
    }
}
