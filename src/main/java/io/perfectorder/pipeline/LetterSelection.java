package io.perfectorder.pipeline;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant; what is null does not matter.
 *
 * @param since letters recorded then or later
 * @param replayed whether the event was taken after all
 */
public record LetterSelection(
        @Nullable String code,
        @Nullable Instant since,
        @Nullable Boolean replayed) {}
