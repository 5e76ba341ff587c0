package io.perfectorder.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A rejected event: its bytes as they came, why it was rejected, and its identity as far as it could be read. The bytes are shared,
 * not copied: nobody changes them.
 */
@SuppressWarnings("ArrayRecordComponent") // As in Incoming: shared bytes, never compared.
public record DeadLetter(
        byte[] raw,
        String code,
        String detail,
        @Nullable String source,
        @Nullable String id) {}
