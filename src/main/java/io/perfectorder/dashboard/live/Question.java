package io.perfectorder.dashboard.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What a view has asked of the store: one question at a time, a newer one takes the place of the older. The answer comes with the lock of
 * the page's session, later than the call, as a push. See ADR 0050.
 */
public final class Question {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(Question.class);

    private final Scheduler boards;
    private final Disposable.Swap running = Disposables.swap();
    private long asked;
    private boolean open;

    Question(Component owner, Scheduler boards) {
        this.boards = boards;
        owner.addDetachListener(_ -> end());
    }

    /** Asks; wants the lock of the session. {@code unanswered} runs when the store fails or takes too long. */
    public <T> void ask(UI ui, Mono<T> answer, Consumer<T> show, Runnable unanswered) {
        long number = ++asked;
        open = true;
        running.update(answer.timeout(LIMIT, boards)
                .publishOn(boards)
                .subscribe(value -> push(ui, number, () -> show.accept(value)), failure -> {
                    LOG.warn("event=question-unanswered cause=\"{}\"", failure.toString());
                    push(ui, number, unanswered);
                }));
    }

    /** Whether the last question has no answer yet. */
    public boolean open() {
        return open;
    }

    private void push(UI ui, long number, Runnable answer) {
        try {
            var _ = ui.access(() -> {
                if (number == asked) {
                    open = false;
                    answer.run();
                }
            });
        } catch (UIDetachedException _) {
            // The page is gone, and with it whoever asked.
        }
    }

    private void end() {
        asked++;
        open = false;
        running.update(Disposables.disposed());
    }
}
