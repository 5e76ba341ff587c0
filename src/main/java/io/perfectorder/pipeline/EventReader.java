package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;

/** Reads an event back from the bytes it was accepted with. */
@FunctionalInterface
public interface EventReader {
    OrderEvent read(byte[] raw);
}
