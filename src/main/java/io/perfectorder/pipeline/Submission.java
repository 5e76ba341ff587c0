package io.perfectorder.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import reactor.core.publisher.MonoSink;

/**
 * A list of events on its way from admission to answer. It may be spread over several batches; it is answered, exactly once, when the
 * last of its events is settled or the first of them failed. Confined to the loop.
 */
final class Submission {
    private final List<Incoming> events;
    private final long bytes;
    private final Permits permits;
    private final MonoSink<List<Outcome>> answer;
    private final List<Outcome> outcomes;
    private int taken;
    private int settled;
    private boolean answered;

    Submission(List<Incoming> events, long bytes, Permits permits, MonoSink<List<Outcome>> answer) {
        this.events = events;
        this.bytes = bytes;
        this.permits = permits;
        this.answer = answer;
        this.outcomes = new ArrayList<>(Collections.nCopies(events.size(), Outcome.DUPLICATE));
    }

    /** What it belongs to, for whoever follows that. */
    LoopWatch.Origin origin(LoopWatch watch) {
        return watch.originOf(answer.contextView());
    }

    boolean hasNext() {
        return taken < events.size();
    }

    Incoming peek() {
        return events.get(taken);
    }

    /** The place of the event that is taken. */
    int take() {
        return taken++;
    }

    void settle(int place, Outcome outcome) {
        outcomes.set(place, outcome);
        if (++settled == events.size() && !answered) {
            finish();
            answer.success(Collections.unmodifiableList(outcomes));
        }
    }

    void refuse(IntakeRefused reason) {
        if (!answered) {
            finish();
            answer.error(reason);
        }
    }

    private void finish() {
        answered = true;
        permits.giveBack(events.size(), bytes);
    }
}
