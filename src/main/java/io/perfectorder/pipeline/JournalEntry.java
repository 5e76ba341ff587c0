package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;

/** An accepted event at its position, with the recorded time in microseconds since the epoch. */
public record JournalEntry(long position, long recordedMicros, OrderEvent event, String raw) {}
