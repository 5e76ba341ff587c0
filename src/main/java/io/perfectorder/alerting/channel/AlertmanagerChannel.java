package io.perfectorder.alerting.channel;

import io.perfectorder.core.alert.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Hands alerts to an Alertmanager, which groups, mutes and routes them its own way. Source: its API v2, {@code POST /api/v2/alerts}.
 *
 * <p>An alert there is its labels, so they stay the same from firing to resolved. It forgets an alert of which it hears nothing; as the
 * monitor tells changes and does not repeat itself every minute, each alert that fires is announced for {@link #HEARD_FOR}: told again or
 * resolved before, or over by then.
 */
final class AlertmanagerChannel implements Channel {
    static final Duration HEARD_FOR = Duration.ofDays(7);

    private final Target alerts;
    private final Courier courier;
    private final InstantSource clock;

    AlertmanagerChannel(ChannelSettings.Alertmanager settings, Courier courier, InstantSource clock) {
        this.alerts = settings.url().child("/api/v2/alerts");
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() ->
                courier.post(Posting.of(alerts, Json.text(body(message, clock.instant()))), Answer::byStatus));
    }

    private static List<Map<String, Object>> body(Message message, Instant now) {
        Wording words = Wording.of(message.locale());
        return message.alerts().stream().map(alert -> alert(alert, words, now)).toList();
    }

    private static Map<String, Object> alert(Alert alert, Wording words, Instant now) {
        boolean over = alert.phase() == Phase.RESOLVED || alert.phase() == Phase.INACTIVE;
        Instant end = over ? alert.endsAt().orElse(now) : now.plus(HEARD_FOR);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", labels(alert));
        json.put("annotations", annotations(alert, words));
        json.put("startsAt", alert.startsAt().toString());
        json.put("endsAt", end.toString());
        json.put("generatorURL", alert.link().toString());
        return json;
    }

    /** An empty label is none there. */
    private static Map<String, String> labels(Alert alert) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("alertname", alert.rule().id());
        labels.put("monitor", "perfect-order");
        labels.put("owner", Names.clean(alert.rule().owner()));
        alert.group().labels().forEach((name, value) -> labels.put(name, Names.clean(value)));
        labels.values().removeIf(String::isBlank);
        return labels;
    }

    private static Map<String, String> annotations(Alert alert, Wording words) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", words.title(alert));
        annotations.put("description", words.sentence(alert.evidence()));
        annotations.put("rule", alert.rule().description());
        annotations.put("runbook_url", alert.rule().runbook());
        annotations.put("acknowledge_url", alert.firing() ? alert.take().toString() : "");
        annotations.values().removeIf(String::isBlank);
        return annotations;
    }
}
