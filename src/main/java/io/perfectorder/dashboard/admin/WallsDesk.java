package io.perfectorder.dashboard.admin;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.Cells;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.Cut;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.wall.WallProgramme;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.BoardRoutes;
import io.perfectorder.security.Caller;
import io.perfectorder.security.Role;
import io.perfectorder.security.ScopeLines;
import io.perfectorder.security.Sessions;
import io.perfectorder.security.Token;
import io.perfectorder.security.ViewScope;
import io.perfectorder.security.WallLink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The links of screens on one page. */
final class WallsDesk extends Desk<WallLink> {
    private static final List<String> COLUMNS =
            List.of("admin.wall", "admin.wall.shows", "admin.scope", "admin.state", "admin.until", "admin.actions");
    private static final List<String> DAYS = List.of("7", "30", "90", "365");
    private static final int LONGEST = 100;

    private final Sessions sessions;
    private final Admitted admitted;
    private final InstantSource wall;

    WallsDesk(Sessions sessions, Admitted admitted, StoreQuestions questions, BoardAudit audit, InstantSource wall) {
        this.sessions = sessions;
        this.admitted = admitted;
        this.wall = wall;
        super(questions, audit);
        addClassName("walls");
    }

    @Override
    String key() {
        return "admin.walls";
    }

    @Override
    Mono<List<WallLink>> asked() {
        return sessions.walls();
    }

    @Override
    List<String> columns() {
        return COLUMNS;
    }

    @Override
    void fill(Element fields) {
        Element screen = line(LONGEST);
        Element pages = line(LONGEST).setProperty("value", "overview,at-risk");
        Element every = line(5).setProperty("value", "30s");
        Element days = choice(
                DAYS,
                DAYS.stream().map(each -> getTranslation("admin.days", each)).toList(),
                "90");
        ScopeField scope = new ScopeField(this::getTranslation, ViewScope.ALL, this::say);
        fields.appendChild(
                field(getTranslation("admin.wall"), screen),
                field(getTranslation("admin.wall.pages"), pages),
                field(getTranslation("admin.wall.every"), every),
                field(getTranslation("admin.wall.for"), days),
                field(getTranslation("admin.scope"), scope.element()),
                button(getTranslation("admin.wall.make"), "", () -> make(screen, pages, every, days, scope)));
    }

    @Override
    Element row(WallLink link, ViewerFormat format) {
        return Cells.row(
                this::getTranslation,
                COLUMNS,
                tag("th", "", name(link.name())).setAttribute("scope", "row"),
                tag("td", "", name(link.address())),
                tag("td", "", name(scope(link.scope()))),
                tag("td", "", state(link)),
                text("td", "", format.minute(link.expiresAt())),
                tag(
                        "td",
                        "actions",
                        link.liveAt(wall.instant())
                                ? button(
                                        getTranslation("admin.wall.revoke"),
                                        getTranslation("admin.wall.revoke.of", link.name()),
                                        () -> act(
                                                admitted.revokeWall(link.number(), wall.instant()),
                                                new BoardAudit.Change("wall.revoke", link.name()),
                                                _ -> {}))
                                : tag("span", "")));
    }

    private String scope(ViewScope scope) {
        return scope.isAll()
                ? getTranslation("admin.scope.everything")
                : ScopeLines.of(scope).replace("\n", ", ");
    }

    private Element state(WallLink link) {
        if (link.revokedAt().isPresent()) {
            return badge("bad", "close", getTranslation("admin.state.revoked"));
        }
        return link.liveAt(wall.instant())
                ? badge("good", "check", getTranslation("admin.state.good"))
                : badge("near", "clock", getTranslation("admin.state.over"));
    }

    private void make(Element screen, Element pages, Element every, Element days, ScopeField limit) {
        String called = Cut.to(screen.getProperty("value", "").strip(), LONGEST);
        String chosen = days.getProperty("value", "");
        if (called.isEmpty() || !DAYS.contains(chosen)) {
            say(getTranslation("admin.wall.no-name"));
            return;
        }
        Optional<ViewScope> scope = limit.read();
        if (scope.isEmpty()) {
            return;
        }
        WallProgramme programme = WallProgramme.of(pages.getProperty("value", ""), every.getProperty("value", ""), "");
        Caller caller = new Caller(called, Role.VIEWER, scope.get());
        Optional<String> shut = programme.paths().stream()
                .filter(path -> !BoardRoutes.page("/" + path)
                        .map(page -> page.lets(caller))
                        .orElse(false))
                .findFirst();
        if (shut.isPresent()) {
            say(getTranslation("admin.wall.shut", shut.get()));
            return;
        }
        String shown = programme.paths().stream()
                .map(path -> path.isEmpty() ? "overview" : path)
                .collect(Collectors.joining(","));
        Instant now = wall.instant();
        Token token = Token.random();
        WallLink link = new WallLink(
                0,
                token.hash(),
                called,
                "?wall&pages=" + shown + "&every=" + programme.every().toSeconds() + "s",
                scope.get(),
                Visitor.now().signature(),
                now,
                now.plus(Duration.ofDays(Long.parseLong(chosen))),
                Optional.empty());
        act(
                sessions.keep(link),
                new BoardAudit.Change("wall.make", called)
                        .to(link.address() + (scope.get().isAll() ? "" : ", " + scope(scope.get()))),
                kept -> {
                    admitted.admit(kept);
                    screen.setProperty("value", "");
                    limit.clear();
                    hand(getTranslation("admin.wall.handed", called), "/wall?key=" + token.text());
                });
    }
}
