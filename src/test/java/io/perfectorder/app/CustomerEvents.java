package io.perfectorder.app;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Events of customers and their orders, as texts, of the last two hours. */
final class CustomerEvents {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MINUTES);

    private CustomerEvents() {}

    static String registered(String id, String customer, String name) {
        return event(id, "customer.registered", customer, "{\"name\":\"" + name + "\",\"tier\":\"gold\"}");
    }

    static String placed(String id, String order, String customer, String more) {
        return event(
                id,
                "order.placed",
                order,
                "{\"customerId\":\"" + customer + "\",\"promisedBy\":\"" + NOW.minusSeconds(3600)
                        + "\",\"lines\":[{\"line\":1,\"sku\":\"s\",\"quantity\":2.5}]" + more + "}");
    }

    static String complaint(String id, String order, String text) {
        return event(
                id,
                "complaint.opened",
                order,
                "{\"complaintId\":\"" + id + "\",\"category\":\"late\",\"description\":\"" + text + "\"}");
    }

    static String event(String id, String type, String subject, String data) {
        return String.format(
                Locale.ROOT,
                "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"shop\",\"type\":\"%s\",\"subject\":\"%s\",\"time\":\"%s\",\"data\":%s}",
                id,
                type,
                subject,
                NOW.minusSeconds(7200),
                data);
    }
}
