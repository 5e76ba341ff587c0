package io.perfectorder.pipeline;

/** What is told of one commit to whoever follows it. Called on the loop, so it is quick and never fails. */
public interface CommitTrace {
    /** Hears nothing. */
    CommitTrace NONE = new CommitTrace() {
        @Override
        public void durable() {}

        @Override
        public void applied() {}

        @Override
        public void broken(Throwable cause) {}

        @Override
        public void within(Runnable step) {
            step.run();
        }
    };

    void durable();

    /** It is in the numbers; the next snapshot shows it. */
    void applied();

    /** Whether it is durable is in doubt: it is given up. */
    void broken(Throwable cause);

    /** Runs a step of the loop whose lines in the log belong to this commit. */
    void within(Runnable step);
}
