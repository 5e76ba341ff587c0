package io.perfectorder.pipeline;

/** The store cannot be asked now, or what it holds is not complete yet; try again after a while. */
public final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String reason) {
        super(reason);
    }

    public StoreUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
