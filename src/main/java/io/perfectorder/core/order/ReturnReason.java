package io.perfectorder.core.order;

/** Why goods came back. The place in this list is stored: append only. */
public enum ReturnReason {
    DAMAGED,
    DEFECTIVE,
    WRONG_ITEM,
    UNWANTED
}
