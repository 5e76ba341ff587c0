package io.perfectorder.dashboard.admin;

import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.Cells;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Session;
import io.perfectorder.security.Sessions;
import java.time.InstantSource;
import java.util.List;
import reactor.core.publisher.Mono;

/** The sessions on one page. */
final class SessionsDesk extends Desk<Session> {
    private static final List<String> COLUMNS =
            List.of("gate.name", "admin.address", "admin.agent", "admin.since", "admin.seen", "admin.actions");

    private final Sessions sessions;
    private final Admitted admitted;
    private final InstantSource wall;

    SessionsDesk(Sessions sessions, Admitted admitted, StoreQuestions questions, BoardAudit audit, InstantSource wall) {
        this.sessions = sessions;
        this.admitted = admitted;
        this.wall = wall;
        super(questions, audit);
        addClassName("sessions");
    }

    @Override
    String key() {
        return "admin.sessions";
    }

    @Override
    Mono<List<Session>> asked() {
        return sessions.live(wall.instant()).map(Sessions.Live::sessions);
    }

    @Override
    List<String> columns() {
        return COLUMNS;
    }

    @Override
    void fill(Element fields) {
        fields.appendChild(text("p", "hint", getTranslation("admin.sessions.hint")));
    }

    @Override
    Element row(Session session, ViewerFormat format) {
        String who = session.account().text();
        return Cells.row(
                this::getTranslation,
                COLUMNS,
                tag("th", "", name(who)).setAttribute("scope", "row"),
                tag("td", "", name(session.address())),
                tag("td", "", name(session.agent())),
                text("td", "", format.minute(session.createdAt())),
                text("td", "", format.minute(session.seenAt())),
                tag(
                        "td",
                        "actions",
                        button(
                                getTranslation("admin.session.end"),
                                getTranslation("admin.session.end.of", who),
                                () -> act(
                                        admitted.end(session.id()),
                                        new BoardAudit.Change("session.end", who),
                                        _ -> {}))));
    }
}
