package io.perfectorder.ingest;

/** Why an event is not valid; caught by the decoder, where it becomes a value. */
final class InvalidEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    InvalidEvent(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
