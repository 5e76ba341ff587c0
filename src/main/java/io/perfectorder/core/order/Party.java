package io.perfectorder.core.order;

/** Who agreed to an amendment or cancelled an order. */
public enum Party {
    CUSTOMER,
    SUPPLIER
}
