package io.perfectorder.core.verdict;

/** The kinds of events in the {@link FactsFormat}. The place in this list is the code that is stored: append only. */
enum EventKind {
    PLACED,
    AMENDED,
    CANCELLED,
    DISPATCHED,
    ESTIMATED,
    DELIVERED,
    DAMAGED,
    RETURNED,
    DISPUTED,
    COMPLAINT_OPENED,
    COMPLAINT_RESOLVED,
    REGISTERED,
    RETRACTED;

    private static final EventKind[] KINDS = values();

    static EventKind ofCode(int code) {
        if (code >= KINDS.length) {
            throw new IllegalArgumentException("facts: kind " + code + " is not one of 0.." + (KINDS.length - 1));
        }
        return KINDS[code];
    }

    // The list is append-only, as it says, so a place is as good as a number of its own.
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }
}
