package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Posts an event for each alert to PagerDuty, one after the other up to the first that does not arrive; {@code dedup_key} lets all be sent
 * again, and a resolved one close what it opened. Source: Events API v2, a summary may have 1,024 characters.
 */
final class PagerDutyChannel implements Channel {
    private static final int LONGEST_SUMMARY = 1_000;

    private final ChannelSettings.PagerDuty settings;
    private final Courier courier;

    PagerDutyChannel(ChannelSettings.PagerDuty settings, Courier courier) {
        this.settings = settings;
        this.courier = courier;
    }

    @Override
    public Mono<Sent> send(Message message) {
        Wording words = Wording.of(message.locale());
        return Flux.fromIterable(message.alerts())
                .concatMap(
                        alert -> courier.post(
                                Posting.of(settings.url(), Json.text(event(alert, words, message.groupKey()))),
                                Answer::byStatus),
                        0)
                .takeUntil(sent -> !(sent instanceof Sent.Delivered))
                .last();
    }

    private Map<String, Object> event(Alert alert, Wording words, String groupKey) {
        boolean over = alert.phase() == Phase.RESOLVED || alert.phase() == Phase.INACTIVE;
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("routing_key", settings.routingKey().value());
        event.put("event_action", over ? "resolve" : "trigger");
        event.put("dedup_key", alert.fingerprint());
        if (!over) {
            event.put("client", "Perfect Order Monitor");
            event.put("client_url", alert.link().toString());
            event.put(
                    "links",
                    List.of(
                            Json.object("href", alert.link().toString(), "text", words.open()),
                            Json.object("href", alert.take().toString(), "text", words.take())));
            event.put("payload", payload(alert, words, groupKey));
        }
        return event;
    }

    private static Map<String, Object> payload(Alert alert, Wording words, String groupKey) {
        String summary = words.title(alert) + " " + words.sentence(alert.evidence());
        Map<String, Object> details = new LinkedHashMap<>();
        alert.group().labels().forEach((name, value) -> details.put(name, Names.clean(value)));
        details.put("owner", alert.rule().owner());
        details.put("description", alert.rule().description());
        details.put("runbook", alert.rule().runbook());
        return Json.object(
                "summary",
                Cut.toBytes(List.of(summary), "", LONGEST_SUMMARY),
                "source",
                "perfect-order-monitor",
                "severity",
                "error",
                "timestamp",
                alert.startsAt().toString(),
                "group",
                groupKey,
                "class",
                alert.rule().id(),
                "custom_details",
                details);
    }
}
