package io.perfectorder.dashboard.admin;

import com.vaadin.flow.component.Component;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.pipeline.Erasures;
import java.time.InstantSource;

/** Customers that were erased, and the form that erases one more. */
@org.springframework.stereotype.Component
final class ErasuresPart implements AdminPart {
    private final Erasures erasures;
    private final StoreQuestions questions;
    private final BoardAudit audit;
    private final InstantSource wall;

    ErasuresPart(Erasures erasures, StoreQuestions questions, BoardAudit audit, InstantSource wall) {
        this.erasures = erasures;
        this.questions = questions;
        this.audit = audit;
        this.wall = wall;
    }

    @Override
    public int place() {
        return 40;
    }

    @Override
    public Component make() {
        return new ErasuresDesk(erasures, questions, audit, wall);
    }
}
