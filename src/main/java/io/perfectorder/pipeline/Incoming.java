package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;

/** A valid event with the JSON text it came in, whole envelope, as it will be kept in the journal. */
public record Incoming(OrderEvent event, String raw) {}
