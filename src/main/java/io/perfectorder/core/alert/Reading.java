package io.perfectorder.core.alert;

/** What a rule makes of a group at one instant. */
public enum Reading {
    /** Beyond the level at which it fires. */
    BROKEN,
    /** Between the level at which it fires and the level at which it clears: what is, stays. */
    BETWEEN,
    /** Too few orders to say: what fires goes on, nothing new begins. */
    TOO_FEW,
    /** Beyond the level at which it clears, or no order left that could be wrong. */
    CLEAR
}
