package io.perfectorder.core.verdict;

import io.perfectorder.core.order.OrderEvent;

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

    /** The {@link #bit() bits} of all kinds. */
    static final int ALL = -1;

    private static final EventKind[] KINDS = values();

    static EventKind ofCode(int code) {
        if (code >= KINDS.length) {
            throw new IllegalArgumentException("facts: kind " + code + " is not one of 0.." + (KINDS.length - 1));
        }
        return KINDS[code];
    }

    static EventKind of(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed _ -> PLACED;
            case OrderEvent.Amended _ -> AMENDED;
            case OrderEvent.Cancelled _ -> CANCELLED;
            case OrderEvent.Dispatched _ -> DISPATCHED;
            case OrderEvent.Estimated _ -> ESTIMATED;
            case OrderEvent.Delivered _ -> DELIVERED;
            case OrderEvent.GoodsDamaged _ -> DAMAGED;
            case OrderEvent.GoodsReturned _ -> RETURNED;
            case OrderEvent.DocumentDisputed _ -> DISPUTED;
            case OrderEvent.ComplaintOpened _ -> COMPLAINT_OPENED;
            case OrderEvent.ComplaintResolved _ -> COMPLAINT_RESOLVED;
            case OrderEvent.CustomerRegistered _ -> REGISTERED;
            case OrderEvent.Retracted _ -> RETRACTED;
        };
    }

    // The list is append-only, as it says, so a place is as good as a number of its own.
    @SuppressWarnings("EnumOrdinal")
    int code() {
        return ordinal();
    }

    /** In a set of kinds. */
    int bit() {
        return 1 << code();
    }
}
