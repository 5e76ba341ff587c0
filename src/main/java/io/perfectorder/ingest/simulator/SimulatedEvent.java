package io.perfectorder.ingest.simulator;

import java.time.Instant;

/**
 * One line to send.
 *
 * @param sendAt when the producer sends it; never before the event's own {@code time}
 * @param json the structured CloudEvent on one line
 */
public record SimulatedEvent(Instant sendAt, String json) {}
