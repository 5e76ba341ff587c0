package io.perfectorder.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as it is kept.
 *
 * @param number its place among all of them, from 1; gaps are possible
 * @param rawBytes the length of what is kept of the event, of which {@code letter} may hold the beginning only
 * @param replayedAt when its event, corrected or not, was taken after all; null while it was not
 */
public record KeptLetter(
        long number,
        Instant recordedAt,
        DeadLetter letter,
        long rawBytes,
        @Nullable Instant replayedAt) {}
