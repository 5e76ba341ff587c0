package io.perfectorder.dashboard.admin;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.Cells;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Account;
import io.perfectorder.security.AccountName;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Invited;
import io.perfectorder.security.Passwords;
import io.perfectorder.security.Role;
import io.perfectorder.security.ScopeLines;
import io.perfectorder.security.ViewScope;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The accounts on one page. */
final class AccountsDesk extends Desk<Account> {
    private static final List<String> COLUMNS =
            List.of("gate.name", "admin.role", "admin.scope", "admin.state", "admin.since", "admin.actions");
    private static final List<Role> ROLES = List.of(Role.VIEWER, Role.OPERATOR, Role.MANAGER, Role.ADMIN);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Admitted admitted;
    private final InstantSource wall;

    AccountsDesk(
            Accounts accounts,
            Passwords passwords,
            Admitted admitted,
            StoreQuestions questions,
            BoardAudit audit,
            InstantSource wall) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.admitted = admitted;
        this.wall = wall;
        super(questions, audit);
        addClassName("accounts");
    }

    @Override
    String key() {
        return "admin.accounts";
    }

    @Override
    Mono<List<Account>> asked() {
        return accounts.all();
    }

    @Override
    List<String> columns() {
        return COLUMNS;
    }

    @Override
    void fill(Element fields) {
        Element typed = line(AccountName.LONGEST);
        Element role = roles(Role.VIEWER);
        ScopeField scope = new ScopeField(this::getTranslation, ViewScope.ALL, this::say);
        fields.appendChild(
                field(getTranslation("gate.name"), typed),
                field(getTranslation("admin.role"), role),
                field(getTranslation("admin.scope"), scope.element()),
                button(getTranslation("admin.account.make"), "", () -> make(typed, role, scope)),
                text("p", "hint", getTranslation("admin.scope.hint")));
    }

    @Override
    Element row(Account account, ViewerFormat format) {
        String who = account.name().text();
        Element role = account.name().isAtProvider()
                ? text("span", "", getTranslation("admin.role." + account.role().text()))
                : roles(account.role()).setAttribute("aria-label", getTranslation("admin.role.of", who));
        role.addPropertyChangeListener(
                "value",
                "change",
                event -> change(
                        account, Role.of(String.valueOf(event.getValue())).orElse(account.role()), account.disabled()));
        return Cells.row(
                this::getTranslation,
                COLUMNS,
                tag("th", "", name(who)).setAttribute("scope", "row"),
                tag("td", "filters", role),
                tag("td", "filters", scope(account)),
                tag("td", "", state(account)),
                text("td", "", format.minute(account.createdAt())),
                tag(
                        "td",
                        "actions",
                        account.disabled() || account.name().isAtProvider()
                                ? tag("span", "")
                                : button(
                                        getTranslation("admin.account.link"),
                                        getTranslation("admin.account.link.of", who),
                                        () -> link(account.name())),
                        button(
                                getTranslation(account.disabled() ? "admin.account.enable" : "admin.account.disable"),
                                getTranslation(
                                        account.disabled() ? "admin.account.enable.of" : "admin.account.disable.of",
                                        who),
                                () -> change(account, account.role(), !account.disabled()))));
    }

    /** Only of a viewer it can be changed. */
    private Element scope(Account account) {
        if (account.role() != Role.VIEWER && account.scope().isAll()) {
            return text("span", "", getTranslation("admin.scope.everything"));
        }
        ScopeField field = new ScopeField(this::getTranslation, account.scope(), this::say);
        field.onChange(scope -> changeScope(account, scope));
        return field.element()
                .setAttribute(
                        "aria-label",
                        getTranslation("admin.scope.of", account.name().text()));
    }

    private Element state(Account account) {
        if (account.disabled()) {
            return badge("bad", "close", getTranslation("admin.state.disabled"));
        }
        return account.ready()
                ? badge("good", "check", getTranslation("admin.state.ready"))
                : badge("near", "clock", getTranslation("admin.state.invited"));
    }

    private static String standing(Role role, boolean disabled) {
        return role.text() + (disabled ? ", disabled" : "");
    }

    private Element roles(Role chosen) {
        return choice(
                ROLES.stream().map(Role::text).toList(),
                ROLES.stream()
                        .map(role -> getTranslation("admin.role." + role.text()))
                        .toList(),
                chosen.text());
    }

    private void make(Element typed, Element role, ScopeField limit) {
        Optional<AccountName> account = AccountName.of(typed.getProperty("value", ""));
        Optional<Role> chosen = Role.of(role.getProperty("value", "")).filter(Account.ROLES::contains);
        if (account.isEmpty() || chosen.isEmpty()) {
            say(getTranslation("gate.no-name"));
            return;
        }
        Optional<ViewScope> scope = limit.read();
        if (scope.isEmpty()) {
            return;
        }
        if (chosen.get() != Role.VIEWER && !scope.get().isAll()) {
            say(getTranslation("admin.scope.viewers"));
            return;
        }
        BoardAudit.Change change = new BoardAudit.Change(
                        "account.make", account.get().text())
                .to(chosen.get().text() + (scope.get().isAll() ? "" : ", " + said(scope.get())));
        act(accounts.add(account.get(), chosen.get(), scope.get(), wall.instant()), change, added -> {
            if (added) {
                typed.setProperty("value", "");
                limit.clear();
                link(account.get());
            } else {
                say(getTranslation("admin.account.taken", account.get().text()));
            }
        });
    }

    private void link(AccountName account) {
        act(
                passwords.link(new Invited.Of(account)),
                new BoardAudit.Change("account.link", account.text()),
                token -> hand(getTranslation("admin.account.handed", account.text()), "/setup?key=" + token.text()));
    }

    private void change(Account account, Role role, boolean disabled) {
        if (!Account.ROLES.contains(role)) {
            return;
        }
        if (role != Role.VIEWER && !account.scope().isAll()) {
            say(getTranslation("admin.scope.first", account.name().text()));
            ask();
            return;
        }
        act(
                accounts.change(account.name(), role, disabled, wall.instant())
                        .flatMap(changed ->
                                changed ? admitted.endAllOf(account.name()).thenReturn(true) : Mono.just(false)),
                new BoardAudit.Change("account.change", account.name().text())
                        .from(standing(account.role(), account.disabled()))
                        .to(standing(role, disabled)),
                changed -> {
                    if (!changed) {
                        say(getTranslation("admin.account.last"));
                    }
                });
    }

    private void changeScope(Account account, ViewScope scope) {
        if (scope.equals(account.scope())) {
            return;
        }
        act(
                accounts.changeScope(account.name(), scope)
                        .flatMap(changed ->
                                changed ? admitted.endAllOf(account.name()).thenReturn(true) : Mono.just(false)),
                new BoardAudit.Change("account.scope", account.name().text())
                        .from(said(account.scope()))
                        .to(said(scope)),
                changed -> {
                    if (!changed) {
                        say(getTranslation("admin.scope.viewers"));
                    }
                });
    }

    /** As the audit has it. */
    private static String said(ViewScope scope) {
        return scope.isAll() ? "everything" : ScopeLines.of(scope).replace("\n", ", ");
    }
}
