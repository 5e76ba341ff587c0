package io.perfectorder.core.alert;

/** The states of an alert. A resolved one is as ready to fire again as one that never fired. */
public enum Phase {
    INACTIVE,
    PENDING,
    FIRING,
    RESOLVED
}
