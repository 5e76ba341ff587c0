package io.perfectorder.alerting.channel;

import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Posts markdown to a group robot of WeCom. Source: "Group robot configuration": a message may have 4,096 bytes, a minute 20 messages. */
final class WeComChannel implements Channel {
    private static final int MOST_BYTES = 4_096;
    /** The system is busy; sent too fast. */
    private static final Set<Integer> LATER = Set.of(-1, 45009);

    private final ChannelSettings.WeCom settings;
    private final Courier courier;

    WeComChannel(ChannelSettings.WeCom settings, Courier courier) {
        this.settings = settings;
        this.courier = courier;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> courier.post(
                Posting.of(settings.url(), Json.text(body(message))),
                answer -> CodedAnswer.read(answer, "errcode", LATER)));
    }

    private static Map<String, Object> body(Message message) {
        String text = Cut.toBytes(MarkdownBlocks.of(Wording.digest(message)), "\n\n", MOST_BYTES);
        return Json.object("msgtype", "markdown", "markdown", Json.object("content", text));
    }
}
