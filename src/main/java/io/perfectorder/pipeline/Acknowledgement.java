package io.perfectorder.pipeline;

import java.time.Instant;

/** Somebody has an order at risk in hand. */
public record Acknowledgement(String orderId, String by, Instant at, String note) {
    /** Characters that a name may have. */
    public static final int LONGEST_NAME = 100;

    /** Characters that a note may have. */
    public static final int LONGEST_NOTE = 2_000;
}
