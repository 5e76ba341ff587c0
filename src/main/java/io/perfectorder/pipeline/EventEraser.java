package io.perfectorder.pipeline;

import java.util.Optional;

/** Takes what is personal out of the bytes of an event, and leaves every other byte as it is. Doing it again changes nothing. */
@FunctionalInterface
public interface EventEraser {
    /** The bytes without it; empty when they are no JSON object. */
    Optional<byte[]> erase(byte[] raw, ErasureRule rule);
}
