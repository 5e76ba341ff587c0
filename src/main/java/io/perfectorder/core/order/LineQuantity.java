package io.perfectorder.core.order;

/** A quantity delivered or returned on one line. */
public record LineQuantity(int line, Quantity quantity) {}
