package io.perfectorder.alerting;

/** Why somebody might be told of an alert now. */
public enum Occasion {
    /** It began to fire. */
    FIRED,
    /** It was resolved. */
    RESOLVED,
    /** It still fires, long after it was told. */
    REPEATED,
    /** Nobody acknowledged it in time. */
    ESCALATED,
    /** What kept it from being told is over, and it still fires. */
    UNMUTED
}
