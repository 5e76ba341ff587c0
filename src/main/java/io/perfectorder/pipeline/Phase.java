package io.perfectorder.pipeline;

/** What the loop is about. */
enum Phase {
    /** Another process writes; this one reads after it. */
    FOLLOWING,
    RECOVERING,
    RUNNING,
    STOPPING,
    STOPPED,
    /** A bug stopped it. */
    BROKEN;

    boolean applies() {
        return this == RUNNING || this == STOPPING;
    }

    boolean isOver() {
        return this == STOPPING || this == STOPPED || this == BROKEN;
    }
}
