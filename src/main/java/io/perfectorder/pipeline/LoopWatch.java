package io.perfectorder.pipeline;

import java.time.Duration;

/** Is told what the steps of the loop took. Called on the loop, so it is quick and never fails. */
public interface LoopWatch {
    /** Hears nothing. */
    LoopWatch NONE = new LoopWatch() {
        @Override
        public void committed(Duration took, int events) {}

        @Override
        public void applied(Duration took, long restated) {}
    };

    /** A batch of so many events became durable. */
    void committed(Duration took, int events);

    /** A durable batch was brought into the numbers; so many verdicts changed in minutes that had been shown already. */
    void applied(Duration took, long restated);
}
