package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;

/**
 * A valid event with the UTF-8 bytes it came in, whole envelope, as it will be kept in the journal. The bytes are shared, not copied:
 * nobody changes them.
 */
@SuppressWarnings(
        "ArrayRecordComponent") // A copy of every event on the hot path would buy nothing: incomings are never
// compared.
public record Incoming(OrderEvent event, byte[] raw) {}
