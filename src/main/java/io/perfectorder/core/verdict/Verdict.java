package io.perfectorder.core.verdict;

import java.time.Instant;

/** The judgement of one order, a pure function of its set of events. */
public sealed interface Verdict {
    /** No {@code order.placed} counts yet: the order counts nowhere. */
    record Waiting() implements Verdict {}

    /** The customer cancelled before any delivery: the order counts nowhere. */
    record Withdrawn(Instant deadline, Dimensions dimensions) implements Verdict {}

    /** Counted in the minute of its deadline. {@code met} is the mask of {@link Criterion#bit() bits} that hold. */
    record Judged(Instant deadline, Dimensions dimensions, int met) implements Verdict {
        public boolean meets(Criterion criterion) {
            return (met & criterion.bit()) != 0;
        }
    }
}
