package io.perfectorder.core.verdict;

import io.perfectorder.core.order.EventIdentity;

/**
 * The compact form of the facts of one subject. The same set of events has the same bytes, whatever the order of arrival, so that
 * comparing bytes compares sets.
 *
 * <pre>
 * facts    = version, [subject, event, event, ...]      events in ascending order of (time, source, id)
 * event    = size, digest, head, time, source, id, body
 * size     = varint: how many bytes of the event follow it
 * digest   = one byte of the identity, so that most events are told apart without reading it
 * head     = varint: flags * 16 + kind (the place in {@link EventKind})
 * body     = the other fields of the kind, see {@link FactsWriter}; flags tell which optional ones are there
 * text     = varint length in bytes, UTF-8
 * coded    = varint bytes shared with the start of an anchor, then the rest as a text
 * time     = varint: (zigzag value) * 4 + unit; unit 0 seconds, 1 milliseconds, 2 microseconds since {@link #BASE_SECONDS},
 *            3 seconds, followed by a varint of nanoseconds. The coarsest unit that is exact is used
 * quantity = varint: 2 * units when whole, else 2 * thousandths + 1
 * varint   = 7 bits a byte, least significant first, the high bit set in all but the last byte
 * </pre>
 *
 * <p>The anchor of {@code source} and {@code id} is that of the first event (empty for the first itself); of the ids of deliveries and
 * complaints the subject; of a product that of the first line in the list. So a new event, unless it becomes the first, is spliced in
 * without touching the others. Source: ADR 0010.
 */
final class FactsFormat {
    static final byte VERSION = 1;

    /** 2026-01-01T00:00:00Z, so that times of today are short. */
    static final long BASE_SECONDS = 1_767_225_600L;

    /** Beyond it seconds are not multiplied by a finer unit, which might overflow. */
    static final long MOST_SECONDS = 1L << 40;

    static final int SECONDS = 0;
    static final int MILLIS = 1;
    static final int MICROS = 2;
    static final int NANOS = 3;

    /** Flags of an {@code order.placed}. */
    static final int TIER = 1;

    static final int REGION = 2;
    static final int CENTRE = 4;
    static final int CARRIER = 8;
    static final int CHANNEL = 16;
    static final int PROMISED_FROM = 32;

    /** Those of the names, which are written in this order. */
    static final int NAMES = TIER | REGION | CENTRE | CARRIER | CHANNEL;

    /** Flags of an {@code order.amended}; the first is that of a cancellation, too. */
    static final int BY_CUSTOMER = 1;

    static final int NEW_BY = 2;
    static final int NEW_FROM = 4;
    static final int NEW_LINES = 8;

    /** Flags of a delivery's events, of damage and of a return. */
    static final int HAS_CARRIER = 1;

    static final int HAS_CENTRE = 2;
    static final int HAS_ARRIVAL = 4;
    static final int HAS_DELIVERY = 1;
    static final int HAS_LINE = 2;
    static final int HAS_QUANTITY = 4;

    /** In the flags of a return, the reason is shifted by this beside {@link #HAS_DELIVERY}. */
    static final int REASON_SHIFT = 1;

    /** Flags of a registration. */
    static final int HAS_TIER = 1;

    static final int HAS_REGION = 2;

    private FactsFormat() {}

    static byte digestOf(EventIdentity identity) {
        int hash = 31 * identity.source().hashCode() + identity.id().hashCode();
        return (byte) (hash ^ hash >>> 8 ^ hash >>> 16 ^ hash >>> 24);
    }
}
