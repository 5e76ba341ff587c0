package io.perfectorder.pipeline;

import java.time.Instant;
import java.util.Optional;

/**
 * A customer that was erased, or is being erased.
 *
 * @param finishedAt empty while it is under way
 * @param orders how many orders the customer has
 * @param events how many events were changed
 * @param leftOver events that hold the id still, in ids of events, orders or deliveries, which are never changed
 */
public record Erasure(
        String pseudonym,
        String askedBy,
        Instant askedAt,
        Optional<Instant> finishedAt,
        long orders,
        long events,
        long leftOver) {}
