package io.perfectorder.pipeline;

import io.perfectorder.core.snapshot.Snapshot;
import java.time.Duration;
import java.util.Set;
import reactor.util.context.ContextView;

/** Is told what the steps of the loop took. Called on the loop, so it is quick and never fails. */
public interface LoopWatch {
    /** Hears nothing. */
    LoopWatch NONE = new LoopWatch() {
        @Override
        public void committed(Duration took, int events) {}

        @Override
        public void applied(Duration took, long restated) {}
    };

    /** What submissions belong to, such as a request that is traced. Two of one request are equal. */
    interface Origin {
        /** Nobody follows it. */
        Origin NONE = new Origin() {};
    }

    /** What a submission belongs to, by the context of its subscriber. */
    default Origin originOf(ContextView context) {
        return Origin.NONE;
    }

    /**
     * A batch begins to be committed.
     *
     * @param origins of what is in it, {@link Origin#NONE} excepted
     */
    default CommitTrace committing(Set<Origin> origins, int events) {
        return CommitTrace.NONE;
    }

    /** A snapshot is on its way to whoever follows the feed. */
    default void published(Snapshot snapshot) {}

    /** A batch of so many events became durable. */
    void committed(Duration took, int events);

    /** A durable batch was brought into the numbers; so many verdicts changed in minutes that had been shown already. */
    void applied(Duration took, long restated);
}
