package io.perfectorder.app;

import io.perfectorder.core.priority.ImportanceGrade;
import io.perfectorder.core.priority.Product;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A day of orders with about everything that the lists, one order, the breakdown and the queue can show. */
final class BoardWorld {
    private BoardWorld() {}

    /** When the class under way began, not the first one of the process: an order that is due soon must still be. */
    private static Instant now() {
        return BoardInBrowser.now;
    }

    static List<Product> products() {
        return List.of(
                new Product("SKU-A", 1, ImportanceGrade.SLIGHT_DELAY_ACCEPTABLE),
                new Product("SKU-B", 2, ImportanceGrade.LOSES_THE_SALE),
                new Product("SKU-C", 3, ImportanceGrade.LONGER_DELAY_ACCEPTABLE));
    }

    static List<String> events() {
        List<String> events = new ArrayList<>();
        List<String> carriers = List.of("Bison", "Bison", "Falcon", "Drayline", "Falcon", "Bison");
        for (int i = 1; i <= 48; i++) {
            String id = "order-" + i;
            events.add(placed(id, -600 - 900L * i, i % 3 == 0 ? "gold" : "bronze", carriers.get(i % 6), "SKU-B"));
            if (i % 12 != 0) {
                events.add(delivered(id, i % 5 == 0 ? -300 - 900L * i : -4000 - 900L * i, i % 7 == 0 ? 8 : 10));
            }
            if (i % 10 == 0) {
                events.add(event(id + "-dis", "document.disputed", id, -200, "{\"document\":\"invoice\"}"));
            }
            if (i % 14 == 0) {
                events.add(event(id + "-dam", "goods.damaged", id, -200, "{\"line\":1,\"quantity\":1}"));
            }
        }
        events.add(placed("silver-1", -1200, "silver", "Falcon", "SKU-C"));
        events.add(placed("silver-2", -1300, "silver", "Falcon", "SKU-C"));
        events.addAll(story());
        events.add(placed("soon-1", 1500, "gold", "Bison", "SKU-A"));
        events.add(event("soon-1-d", "delivery.dispatched", "soon-1", -900, """
                {"deliveryId":"d1","estimatedArrival":"%s"}""".formatted(now().plusSeconds(4200))));
        events.add(placed("soon-2", 3600, "bronze", "Falcon", "SKU-A"));
        events.add(placed("soon-3", 9000, "gold", "Falcon", "unheard-of"));
        events.add(placed("soon-4", 2400, "gold", "Falcon", "SKU-B"));
        return events;
    }

    /** An order to which about everything happened. */
    private static List<String> story() {
        String lines = "{\"line\":1,\"sku\":\"SKU-A\",\"quantity\":10},{\"line\":2,\"sku\":\"SKU-C\",\"quantity\":2.5}";
        return List.of(
                event("s1", "order.placed", "story", -86_400, """
                        {"customerId":"Acme","tier":"gold","region":"north","carrier":"Bison","channel":"web",\
                        "promisedFrom":"%s","promisedBy":"%s","lines":[%s]}""".formatted(
                                now().minusSeconds(36_000), now().minusSeconds(21_600), lines)),
                event("s2", "order.placed", "story", -80_000, """
                        {"customerId":"Other","promisedBy":"%s","lines":[{"line":1,"sku":"x","quantity":1}]}""".formatted(now())),
                event("s3", "order.amended", "story", -60_000, """
                        {"promisedBy":"%s","agreedBy":"supplier","reason":"truck broken"}""".formatted(now().minusSeconds(3600))),
                event("s4", "delivery.dispatched", "story", -40_000, """
                        {"deliveryId":"d1","estimatedArrival":"%s"}""".formatted(now().minusSeconds(23_000))),
                event("s5", "delivery.completed", "story", -30_000, """
                        {"deliveryId":"d1","lines":[{"line":1,"quantity":10}]}"""),
                event("s6", "delivery.completed", "story", -29_900, """
                        {"deliveryId":"d1","lines":[{"line":1,"quantity":8}],"proofOfDelivery":"signed"}"""),
                event("s7", "delivery.completed", "story", -10_080, """
                        {"deliveryId":"d2","lines":[{"line":2,"quantity":2.5}]}"""),
                event("s8", "document.disputed", "story", -9_000, "{\"document\":\"invoice\"}"),
                event("s9", "event.retracted", "story", -8_000, """
                        {"retractedSource":"test","retractedId":"s8"}"""),
                event("s10", "complaint.opened", "story", -7_000, """
                        {"complaintId":"p1","category":"late"}"""));
    }

    static String placed(String id, long promisedSeconds, String tier, String carrier, String sku) {
        return placed(id, "Customer " + tier, promisedSeconds, tier, carrier, sku);
    }

    static String placed(String id, String customer, long promisedSeconds, String tier, String carrier, String sku) {
        return event("p-" + id, "order.placed", id, -172_800, """
                {"customerId":"%s","tier":"%s","carrier":"%s","region":"north","distributionCentre":"DC-07","promisedBy":"%s",\
                "lines":[{"line":1,"sku":"%s","quantity":10}]}""".formatted(
                        customer, tier, carrier, now().plusSeconds(promisedSeconds), sku));
    }

    static String delivered(String id, long seconds, int quantity) {
        return event(
                "d-" + id,
                "delivery.completed",
                id,
                seconds,
                "{\"deliveryId\":\"d\",\"lines\":[{\"line\":1,\"quantity\":" + quantity + "}]}");
    }

    /** {@code seconds}: from now. */
    static String event(String id, String type, String subject, long seconds, String data) {
        return BoardEvents.event(id, type, subject, now().plusSeconds(seconds), data);
    }
}
