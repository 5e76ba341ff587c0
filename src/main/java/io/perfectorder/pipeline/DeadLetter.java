package io.perfectorder.pipeline;

import org.jspecify.annotations.Nullable;

/** A rejected event: its raw text as it came, why it was rejected, and its identity as far as it could be read. */
public record DeadLetter(
        String raw,
        String code,
        String detail,
        @Nullable String source,
        @Nullable String id) {}
