package io.perfectorder.ingest;

/** How one type of event reads one field of its data. */
record FieldRule(DataField field, Kind kind, boolean required) {
    /** What a value must be. */
    enum Kind {
        /** A string of 1 to 100 characters that is rarely seen twice. */
        ID,
        /** A string of 1 to 100 characters that repeats. */
        LABEL,
        /** A string of 1 to 200 characters: half of an identity. */
        IDENTITY,
        /** A string of 1 to 2,000 characters. */
        NAME,
        /** A string of at most 2,000 characters, which is checked and not read. */
        FREE_TEXT,
        INSTANT,
        ORDER_LINES,
        LINE_QUANTITIES,
        LINE_NUMBER,
        QUANTITY,
        CURRENCY,
        PARTY,
        RETURN_REASON,
        DOCUMENT,
        COMPLAINT_CATEGORY
    }

    static FieldRule required(DataField field, Kind kind) {
        return new FieldRule(field, kind, true);
    }

    static FieldRule optional(DataField field, Kind kind) {
        return new FieldRule(field, kind, false);
    }
}
