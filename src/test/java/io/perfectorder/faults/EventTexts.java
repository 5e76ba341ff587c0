package io.perfectorder.faults;

import java.time.Instant;

/** Events as a producer writes them, for histories that are odd in some way. */
final class EventTexts {
    private EventTexts() {}

    /** An order of one line of so many pieces. */
    static String placed(String order, String tier, String carrier, Instant time, Instant promisedBy, int quantity) {
        return event(order, "order.placed", order, time, """
                {"customerId":"c","tier":"%s","carrier":"%s","promisedBy":"%s","lines":[{"line":1,"sku":"s","quantity":%d}]}""".formatted(tier, carrier, promisedBy, quantity));
    }

    /** One piece of the only line. */
    static String delivered(String order, int delivery, Instant time) {
        return event(order + "/" + delivery, "delivery.completed", order, time, """
                {"deliveryId":"d-%d","lines":[{"line":1,"quantity":1}]}""".formatted(delivery));
    }

    private static String event(String id, String type, String subject, Instant time, String data) {
        return """
                {"specversion":"1.0","id":"%s","source":"/odd","type":"%s","subject":"%s","time":"%s","data":%s}""".formatted(id, type, subject, time, data);
    }
}
