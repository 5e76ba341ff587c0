package io.perfectorder.pipeline;

/** The state of the loop at a progress, in its own binary form: where a restart begins to read the journal. */
@SuppressWarnings("ArrayRecordComponent") // Written once, read once, never compared.
public record Checkpoint(Progress progress, byte[] state) {}
