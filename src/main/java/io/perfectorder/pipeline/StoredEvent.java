package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;
import java.time.Instant;

/** An event as the journal holds it. */
public record StoredEvent(OrderEvent event, String type, Instant recordedAt, String raw) {}
