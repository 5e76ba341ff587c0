package io.perfectorder.dashboard.admin;

import com.vaadin.flow.component.Component;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.security.Factors;

/** Second factors: who has one, with what takes it off for somebody who has lost it. */
@org.springframework.stereotype.Component
final class FactorsPart implements AdminPart {
    private final Factors factors;
    private final StoreQuestions questions;
    private final BoardAudit audit;

    FactorsPart(Factors factors, StoreQuestions questions, BoardAudit audit) {
        this.factors = factors;
        this.questions = questions;
        this.audit = audit;
    }

    @Override
    public int place() {
        return 15;
    }

    @Override
    public Component make() {
        return new FactorsDesk(factors, questions, audit);
    }
}
