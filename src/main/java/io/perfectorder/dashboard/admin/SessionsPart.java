package io.perfectorder.dashboard.admin;

import com.vaadin.flow.component.Component;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Sessions;
import java.time.InstantSource;

/** Who is logged in, with what ends each log-in. */
@org.springframework.stereotype.Component
final class SessionsPart implements AdminPart {
    private final Sessions sessions;
    private final Admitted admitted;
    private final StoreQuestions questions;
    private final BoardAudit audit;
    private final InstantSource wall;

    SessionsPart(Sessions sessions, Admitted admitted, StoreQuestions questions, BoardAudit audit, InstantSource wall) {
        this.sessions = sessions;
        this.admitted = admitted;
        this.questions = questions;
        this.audit = audit;
        this.wall = wall;
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public Component make() {
        return new SessionsDesk(sessions, admitted, questions, audit, wall);
    }
}
