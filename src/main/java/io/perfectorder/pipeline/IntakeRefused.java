package io.perfectorder.pipeline;

/** The intake could not take a batch now; try again after a while. */
public final class IntakeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IntakeRefused(String reason) {
        super(reason);
    }

    public IntakeRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
