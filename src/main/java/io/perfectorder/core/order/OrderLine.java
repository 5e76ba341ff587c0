package io.perfectorder.core.order;

/** One ordered line: its number (at least 1, unique in its order), product and quantity. */
public record OrderLine(int line, String sku, Quantity quantity) {}
