package io.perfectorder.dashboard.admin;

import com.vaadin.flow.component.Component;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.security.Accounts;
import io.perfectorder.security.Admitted;
import io.perfectorder.security.Passwords;
import java.time.InstantSource;

/** Accounts: make, change the role of, disable, and hand out links that set a password. */
@org.springframework.stereotype.Component
final class AccountsPart implements AdminPart {
    private final Accounts accounts;
    private final Passwords passwords;
    private final Admitted admitted;
    private final StoreQuestions questions;
    private final BoardAudit audit;
    private final InstantSource wall;

    AccountsPart(
            Accounts accounts,
            Passwords passwords,
            Admitted admitted,
            StoreQuestions questions,
            BoardAudit audit,
            InstantSource wall) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.admitted = admitted;
        this.questions = questions;
        this.audit = audit;
        this.wall = wall;
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public Component make() {
        return new AccountsDesk(accounts, passwords, admitted, questions, audit, wall);
    }
}
