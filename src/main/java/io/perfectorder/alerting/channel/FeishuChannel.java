package io.perfectorder.alerting.channel;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Posts a card to a custom bot of Feishu or Lark; every text in it is plain. The signature is the HMAC-SHA256 of nothing under the key
 * "timestamp, line end, secret". Source: "Custom bot usage guide", signature verification and error codes.
 */
final class FeishuChannel implements Channel {
    /** Flow control, and an internal error that it says to try again. */
    private static final Set<Integer> LATER = Set.of(11232, 2200);

    private final ChannelSettings.Feishu settings;
    private final Courier courier;
    private final InstantSource clock;

    FeishuChannel(ChannelSettings.Feishu settings, Courier courier, InstantSource clock) {
        this.settings = settings;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> courier.post(
                Posting.of(settings.url(), Json.text(body(message, clock.instant()))),
                answer -> CodedAnswer.read(answer, "code", LATER)));
    }

    private Map<String, Object> body(Message message, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        settings.key().ifPresent(key -> {
            String timestamp = Long.toString(now.getEpochSecond());
            byte[] mac = Signatures.hmac(Signatures.utf8(timestamp + "\n" + key.value()), new byte[0]);
            body.put("timestamp", timestamp);
            body.put("sign", Base64.getEncoder().encodeToString(mac));
        });
        body.put("msg_type", "interactive");
        body.put("card", card(Wording.digest(message)));
        return body;
    }

    private static Map<String, Object> card(Digest digest) {
        List<Object> elements = new ArrayList<>();
        for (Digest.Told told : digest.alerts()) {
            if (digest.alerts().size() > 1) {
                elements.add(div(told.title()));
            }
            elements.add(div(told.what()));
            told.facts().forEach(fact -> elements.add(div(fact.name() + ": " + fact.value())));
            List<Object> buttons = new ArrayList<>();
            buttons.add(button("primary", digest.open(), told.link()));
            told.take().ifPresent(take -> buttons.add(button("default", digest.take(), take)));
            elements.add(Json.object("tag", "action", "actions", buttons));
            elements.add(Json.object("tag", "hr"));
        }
        if (digest.rest().isEmpty()) {
            elements.removeLast();
        } else {
            elements.add(div(digest.rest()));
        }
        Map<String, Object> header =
                Json.object("template", digest.firing() ? "red" : "green", "title", plain(digest.title()));
        return Json.object("config", Json.object("wide_screen_mode", true), "header", header, "elements", elements);
    }

    private static Map<String, Object> button(String type, String word, URI address) {
        return Json.object("tag", "button", "type", type, "text", plain(word), "url", address.toString());
    }

    private static Map<String, Object> div(String text) {
        return Json.object("tag", "div", "text", plain(text));
    }

    private static Map<String, Object> plain(String text) {
        return Json.object("tag", "plain_text", "content", text);
    }
}
