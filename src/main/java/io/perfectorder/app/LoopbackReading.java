package io.perfectorder.app;

/** Whether whoever is on this machine may read without a key or an account. */
enum LoopbackReading {
    OPEN,
    CLOSED
}
