package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;

/**
 * An event at its position, with the recorded time in microseconds since the epoch. The tier of an {@code order.placed} is resolved.
 * Positions ascend and may have gaps, where a duplicate or a batch that failed would have been.
 */
@SuppressWarnings("ArrayRecordComponent") // As in Incoming: shared bytes, never compared.
public record JournalEntry(long position, long recordedMicros, OrderEvent event, byte[] raw) {}
