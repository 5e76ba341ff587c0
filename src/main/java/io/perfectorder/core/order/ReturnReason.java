package io.perfectorder.core.order;

/** Why goods came back. */
public enum ReturnReason {
    DAMAGED,
    DEFECTIVE,
    WRONG_ITEM,
    UNWANTED
}
