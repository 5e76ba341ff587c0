package io.perfectorder.dashboard.live;

import com.vaadin.flow.component.Component;
import reactor.core.scheduler.Scheduler;

/** Lets views ask the store without waiting for it on a thread. */
@org.springframework.stereotype.Component
public final class StoreQuestions {
    private final Scheduler boards;

    StoreQuestions(Scheduler boardScheduler) {
        this.boards = boardScheduler;
    }

    /** The question of a view or of a part of it; it ends when that leaves its page. */
    public Question of(Component owner) {
        return new Question(owner, boards);
    }
}
