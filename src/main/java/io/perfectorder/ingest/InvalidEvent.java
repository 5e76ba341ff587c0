package io.perfectorder.ingest;

/** Ends the reading of an event; caught by the decoder, where it becomes a value. Carries no stack trace. */
final class InvalidEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RejectionCode code;

    InvalidEvent(RejectionCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    RejectionCode code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
