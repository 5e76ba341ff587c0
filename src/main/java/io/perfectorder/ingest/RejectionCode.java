package io.perfectorder.ingest;

/**
 * Why an event is rejected: the {@code code} of a problem in a receipt and of a dead letter. Producers may rely on the keys; when
 * several codes fit, the first of this order is given (ADR 0021).
 */
public enum RejectionCode {
    /** The event is longer than 1 MiB, or one of its numbers longer than 1,000 characters. */
    TOO_LARGE("too-large"),
    /** The bytes are not UTF-8. */
    INVALID_UTF_8("invalid-utf-8"),
    /** Objects and arrays are nested deeper than 64; what follows is not looked at. */
    TOO_DEEP("too-deep"),
    /** The text is not one JSON value by RFC 8259, or a field name holds half a surrogate pair as an escape. */
    MALFORMED_JSON("malformed-json"),
    /** An object, at any depth, names a field twice. */
    DUPLICATE_FIELD("duplicate-field"),
    /** The JSON value is no object, so no event at all. */
    NOT_AN_OBJECT("not-an-object"),
    /** A text or a field name, at any depth, holds U+0000 or an unpaired surrogate: PostgreSQL stores neither. */
    INVALID_TEXT("invalid-text"),
    /** A required attribute of the envelope is not there. */
    MISSING_ATTRIBUTE("missing-attribute"),
    /** An attribute of the envelope breaks its rule. */
    INVALID_ATTRIBUTE("invalid-attribute"),
    /** {@code time} is more than 5 minutes ahead of the clock. */
    TIME_IN_FUTURE("time-in-future"),
    /** {@code type} is none of the contract's. */
    UNKNOWN_TYPE("unknown-type"),
    /** {@code data} is missing, or breaks the rules of its type. */
    INVALID_DATA("invalid-data");

    private final String key;

    RejectionCode(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }
}
