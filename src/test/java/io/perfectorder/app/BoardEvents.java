package io.perfectorder.app;

import java.time.Instant;

/** Events of small orders, as the tests of the board send them. */
final class BoardEvents {
    private BoardEvents() {}

    /** An order of one line that was placed two days before its deadline. */
    static String placed(String id, String tier, Instant deadline) {
        return event(id + "-placed", "order.placed", id, deadline.minusSeconds(172_800), """
                {"customerId":"c","tier":"%s","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":1}]}""".formatted(tier, deadline));
    }

    static String delivered(String id, Instant at) {
        return event(id + "-delivered", "delivery.completed", id, at, """
                {"deliveryId":"d","lines":[{"line":1,"quantity":1}]}""");
    }

    static String cancelled(String id, Instant at) {
        return event(id + "-cancelled", "order.cancelled", id, at, "{\"by\":\"customer\"}");
    }

    static String event(String id, String type, String subject, Instant time, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"test","type":"%s","subject":"%s","time":"%s","data":%s}""".formatted(id, type, subject, time, data);
    }
}
