package io.perfectorder.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.perfectorder.security.Account;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Audit;
import io.perfectorder.security.PasswordHashes;
import io.perfectorder.security.Role;
import io.perfectorder.security.TotpSecret;
import io.perfectorder.security.ViewScope;
import io.perfectorder.security.openid.ProviderOnAPort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Log-ins that take more than a password, in a real Chromium. They run within {@link PeopleInBrowserTest}, in its application. */
abstract class LogInsInBrowser extends BoardInBrowser {
    private static final String RIGHT = BoardPeople.PASSWORD;
    private static final ProviderOnAPort PROVIDER = new ProviderOnAPort();

    @Autowired
    private Audit audit;

    @Autowired
    private Accounts accounts;

    @Autowired
    private PasswordHashes hashes;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("monitor.oidc.issuer", PROVIDER::issuer);
        registry.add("monitor.board-url", () -> browser.at(""));
    }

    @AfterAll
    static void closeProvider() {
        PROVIDER.close();
    }

    @Test
    void whoTakesASecondFactorOn_isAskedForACode_untilAnAdministratorResetsIt() {
        someone("dora", Role.VIEWER);
        Page dora = BoardPeople.loggedIn(browser, "dora");
        dora.navigate(browser.at("password"));
        dora.getByText("Second factor").click();
        TotpSecret secret = new TotpSecret(dora.locator(".value code").textContent());
        assertThat(dora.getByRole(AriaRole.IMG)).isVisible();
        takeOn(dora, "wrong");
        assertThat(dora.locator("[role=alert]")).containsText("The code is wrong");
        assertThat(dora.locator(".value code")).hasText(secret.base32());
        takeOn(dora, secret.codeAt(Instant.now()));
        assertThat(dora.locator(".codes li")).hasCount(8);
        String recovery = dora.locator(".codes li").first().textContent();
        dora.context().clearCookies();

        dora.navigate(browser.at("login?to=/breakdown"));
        BoardPeople.logIn(dora, "dora", RIGHT);
        assertThat(dora.locator("h1")).hasText("Second step");
        code(dora, "123");
        assertThat(dora.locator("[role=alert]")).containsText("The code is wrong");
        code(dora, recovery);
        assertThat(dora).hasURL(Pattern.compile("/breakdown$"));
        dora.navigate(browser.at("factor"));
        assertThat(dora.locator(".lead")).containsText("left: 7");
        dora.context().clearCookies();

        Page admin = BoardPeople.loggedIn(browser, "admin");
        admin.navigate(browser.at("admin"));
        BoardBrowser.awaitLive(admin);
        admin.getByLabel("Reset the second factor of dora").click();
        assertThat(admin.getByLabel("Reset the second factor of dora")).hasCount(0);
        assertThat(audit.newest(Long.MAX_VALUE, 20).block())
                .extracting(kept -> kept.entry().who().name() + " "
                        + kept.entry().action() + " " + kept.entry().subject())
                .contains("dora account.factor.add dora", "admin account.factor.reset dora");
        admin.context().close();
        dora.navigate(browser.at("login"));
        BoardPeople.logIn(dora, "dora", RIGHT);
        BoardBrowser.awaitLive(dora);
        dora.context().close();
    }

    @Test
    void whomTheProviderKnows_isLetIn_withTheRoleOfTheClaimAnew() {
        Page page = browser.page();
        PROVIDER.knows(UnaryOperator.identity());
        page.navigate(browser.at("breakdown?window=PT1H"));
        page.getByText("Log in with Shop").click();
        page.waitForURL(Pattern.compile("/breakdown\\?window=PT1H"));
        BoardBrowser.awaitLive(page);
        AccountName ann = new AccountName("oidc:ann-lee");
        assertThat(accounts.find(ann).block()).extracting(Account::role).isEqualTo(Role.MANAGER);

        page.locator(".account summary").click();
        assertThat(page.locator(".account .name")).hasText("oidc:ann-lee");
        assertThat(page.locator(".account a")).hasCount(0);
        page.locator(".account button").click();
        assertThat(page.locator(".lead")).hasText("You are logged out.");
        assertThat(page.getByText("Log out of Shop too"))
                .hasAttribute("href", Pattern.compile("/end\\?post_logout_redirect_uri="));

        PROVIDER.knows(claims -> claims.claim("realm_access", Map.of("roles", List.of("staff"))));
        page.getByText("Log in with Shop").click();
        page.waitForURL(browser.at(""));
        BoardBrowser.awaitLive(page);
        assertThat(accounts.find(ann).block()).extracting(Account::role).isEqualTo(Role.VIEWER);
        page.context().close();
    }

    @Test
    void whomTheProviderGivesNoRole_isToldSo_andAPasswordStillDoes() {
        Page page = browser.page();
        PROVIDER.knows(claims -> claims.subject("s-2").claim("realm_access", Map.of("roles", List.of("other"))));
        page.navigate(browser.at("login"));
        page.getByText("Log in with Shop").click();
        assertThat(page.locator(".lead")).containsText("Shop knows you as Ann Lee, but gives you no role");
        PROVIDER.knows(claims -> claims.audience("another"));
        page.navigate(browser.at("login/openid"));
        assertThat(page.locator(".lead")).containsText("Shop did not log you in");
        page.navigate(browser.at("login/openid/back?code=1&state=2"));
        assertThat(page.locator(".lead")).containsText("Shop did not log you in");
        page.context().clearCookies();
        page.navigate(browser.at("login/openid/back?code=1&state=2"));
        assertThat(page.locator(".lead")).containsText("begun in another browser");
        assertThat(accounts.find(new AccountName("oidc:ann-lee-2")).blockOptional())
                .isEmpty();
        page.navigate(browser.at("login"));
        BoardPeople.logIn(page, "admin", RIGHT);
        BoardBrowser.awaitLive(page);
        page.context().close();
    }

    final List<String> secondFactor(String language) {
        String name = "f-" + language.toLowerCase(Locale.ROOT);
        someone(name, Role.VIEWER);
        Page page = browser.page(language, ColorScheme.LIGHT, 1440);
        page.navigate(browser.at("login"));
        BoardPeople.logIn(page, name, RIGHT);
        BoardBrowser.awaitLive(page);
        page.navigate(browser.at("factor"));
        List<String> flaws = new ArrayList<>(BoardBrowser.looks(page, "factor-" + language));
        takeOn(page, new TotpSecret(page.locator(".value code").textContent()).codeAt(Instant.now()));
        assertThat(page.locator(".codes li")).hasCount(8);
        flaws.addAll(BoardBrowser.looks(page, "recovery-" + language));
        page.context().clearCookies();
        page.navigate(browser.at("login"));
        BoardPeople.logIn(page, name, RIGHT);
        assertThat(page.locator("[name=code]")).isVisible();
        flaws.addAll(BoardBrowser.looks(page, "code-" + language));
        page.context().close();
        return flaws;
    }

    private static void takeOn(Page page, String code) {
        page.locator("[name=old]").fill(RIGHT);
        code(page, code);
    }

    private static void code(Page page, String code) {
        page.locator("[name=code]").fill(code);
        page.locator("form button").click();
    }

    private void someone(String name, Role role) {
        BoardPeople.make(accounts, hashes, name, role, ViewScope.ALL);
    }
}
