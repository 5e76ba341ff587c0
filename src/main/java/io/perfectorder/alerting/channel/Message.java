package io.perfectorder.alerting.channel;

import java.util.List;
import java.util.Locale;

/**
 * What is told at one time.
 *
 * @param alerts at least one
 * @param groupKey the same for what belongs together
 */
public record Message(List<Alert> alerts, String groupKey, Locale locale) {
    public Message {
        alerts = List.copyOf(alerts);
    }
}
