package io.perfectorder.dashboard.orders;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The address of one order, {@code orders/ID}. An id that a path cannot carry through every proxy and server unharmed goes into the query:
 * {@code orders/order?id=ID}.
 */
public final class OrderAddress {
    static final String ID = "id";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    private OrderAddress() {}

    /** Relative to the root of the board. */
    public static String of(String orderId) {
        return PLAIN.matcher(orderId).matches()
                ? "orders/" + orderId
                : "orders/order?" + ID + "=" + URLEncoder.encode(orderId, StandardCharsets.UTF_8);
    }
}
