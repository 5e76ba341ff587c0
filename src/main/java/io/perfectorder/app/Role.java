package io.perfectorder.app;

/** What a key may do. */
enum Role {
    /** Reads levels, orders and dead letters. */
    VIEWER,
    /** Sends events. */
    PRODUCER
}
