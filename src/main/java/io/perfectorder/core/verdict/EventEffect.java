package io.perfectorder.core.verdict;

/** What an event does to the verdict of its order. */
public enum EventEffect {
    COUNTS,
    SUPERSEDED,
    RETRACTED,
    CONFLICT,
    IGNORED
}
