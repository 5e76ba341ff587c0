package io.perfectorder.pipeline;

import io.perfectorder.core.servicelevel.ServiceLevelCube;
import java.time.Instant;
import java.util.Optional;

/** Where the journal stands: all that the writer needs to go on. */
public record JournalState(
        long lastPosition, long lastRecordedMicros, Optional<Instant> newestEvent, ServiceLevelCube cube) {}
