package io.perfectorder.alerting.channel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Posts markdown to a custom robot of DingTalk. The signature is the HMAC-SHA256 of "milliseconds, line end, secret" under the secret, in
 * the query. Source: "Custom robot access", security settings and error codes; a message may have 20,000 bytes, a minute 20 messages.
 */
final class DingTalkChannel implements Channel {
    private static final int MOST_BYTES = 18_000;
    /** The system is busy; sent too fast. */
    private static final Set<Integer> LATER = Set.of(-1, 130101, 130102, 410100);

    private final ChannelSettings.DingTalk settings;
    private final Courier courier;
    private final InstantSource clock;

    DingTalkChannel(ChannelSettings.DingTalk settings, Courier courier, InstantSource clock) {
        this.settings = settings;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> courier.post(
                Posting.of(signed(clock.instant()), Json.text(body(message))),
                answer -> CodedAnswer.read(answer, "errcode", LATER)));
    }

    private Target signed(Instant now) {
        return settings.key()
                .map(key -> {
                    String timestamp = Long.toString(now.toEpochMilli());
                    byte[] mac = Signatures.hmac(
                            Signatures.utf8(key.value()), Signatures.utf8(timestamp + "\n" + key.value()));
                    String sign = Base64.getEncoder().encodeToString(mac);
                    return settings.url()
                            .with("timestamp=" + timestamp + "&sign="
                                    + URLEncoder.encode(sign, StandardCharsets.UTF_8));
                })
                .orElse(settings.url());
    }

    private static Map<String, Object> body(Message message) {
        Digest digest = Wording.digest(message);
        String text = Cut.toBytes(MarkdownBlocks.of(digest), "\n\n---\n\n", MOST_BYTES);
        return Json.object(
                "msgtype", "markdown", "markdown", Json.object("title", Escape.WIDE.of(digest.title()), "text", text));
    }
}
