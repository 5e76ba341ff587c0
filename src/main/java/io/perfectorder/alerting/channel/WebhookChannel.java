package io.perfectorder.alerting.channel;

import io.perfectorder.alerting.EvidenceText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Posts our own JSON to any receiver, signed: {@code X-Signature-256} is {@code sha256=} and the HMAC-SHA256 in hex, with the shared key,
 * of the text of {@code X-Signature-Timestamp} (seconds since the epoch), a full stop, and the body. A receiver that refuses old
 * timestamps cannot be sent a recorded message again. A repeated attempt has the same {@code Idempotency-Key}, a reminder another.
 */
final class WebhookChannel implements Channel {
    static final int FORMAT = 1;

    private final ChannelSettings.Webhook settings;
    private final Courier courier;
    private final InstantSource clock;

    WebhookChannel(ChannelSettings.Webhook settings, Courier courier, InstantSource clock) {
        this.settings = settings;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> courier.post(posting(message, clock.instant()), Answer::byStatus));
    }

    private Posting posting(Message message, Instant now) {
        String body = Json.text(body(message));
        String timestamp = Long.toString(now.getEpochSecond());
        byte[] signed = Signatures.utf8(timestamp + "." + body);
        byte[] signature = Signatures.hmac(Signatures.utf8(settings.key().value()), signed);
        return new Posting(
                settings.url(),
                Map.of(
                        "X-Signature-Timestamp",
                        timestamp,
                        "X-Signature-256",
                        "sha256=" + HexFormat.of().formatHex(signature),
                        "Idempotency-Key",
                        idempotencyKey(message)),
                body);
    }

    private static Map<String, Object> body(Message message) {
        Wording words = Wording.of(message.locale());
        List<Map<String, Object>> alerts =
                message.alerts().stream().map(alert -> alert(alert, words)).toList();
        return Json.object("format", FORMAT, "groupKey", message.groupKey(), "alerts", alerts);
    }

    private static Map<String, Object> alert(Alert alert, Wording words) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fingerprint", alert.fingerprint());
        json.put("phase", alert.phase().name().toLowerCase(Locale.ROOT));
        json.put("rule", alert.rule().id());
        json.put("owner", alert.rule().owner());
        json.put("description", alert.rule().description());
        json.put("runbook", alert.rule().runbook());
        json.put("labels", alert.group().labels());
        json.put("startsAt", alert.startsAt().toString());
        alert.endsAt().ifPresent(end -> json.put("endsAt", end.toString()));
        json.put("title", words.title(alert));
        json.put("text", words.sentence(alert.evidence()));
        json.put("evidence", EvidenceText.of(alert.evidence()));
        json.put("link", alert.link().toString());
        if (alert.firing()) {
            json.put("acknowledge", alert.take().toString());
        }
        return json;
    }

    /** What is told, without how often it was tried: a reminder has a key of its own. */
    static String idempotencyKey(Message message) {
        String told = message.alerts().stream()
                .map(alert ->
                        alert.fingerprint() + " " + alert.startsAt() + " " + alert.phase() + " " + alert.telling())
                .sorted()
                .collect(Collectors.joining("\n", message.groupKey() + "\n", ""));
        return HexFormat.of().formatHex(Signatures.sha256(told));
    }
}
