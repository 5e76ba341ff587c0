package io.perfectorder.alerting.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Posts to an incoming webhook of Slack or Mattermost: a headline, and an attachment for each alert, the one form that both show. Source:
 * the attachments of both; Slack is told to find no markup in them.
 */
final class AttachmentChannel implements Channel {
    private static final String RED = "#b3261e";
    private static final String GREEN = "#1b7f3b";

    private final Target url;
    private final Escape escape;
    private final Courier courier;

    /** {@code escape}: that of the tool. */
    AttachmentChannel(Target url, Escape escape, Courier courier) {
        this.url = url;
        this.escape = escape;
        this.courier = courier;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> courier.post(Posting.of(url, Json.text(body(message))), Answer::byStatus));
    }

    private Map<String, Object> body(Message message) {
        Digest digest = Wording.digest(message);
        List<Object> attachments = new ArrayList<>();
        digest.alerts().forEach(told -> attachments.add(attachment(told, digest.take())));
        if (!digest.rest().isEmpty()) {
            attachments.add(Json.object("fallback", escape.of(digest.rest()), "text", escape.of(digest.rest())));
        }
        return Json.object("text", escape.of(digest.title()), "attachments", attachments);
    }

    private Map<String, Object> attachment(Digest.Told told, String take) {
        String color = switch (told.phase()) {
            case PENDING, FIRING -> RED;
            case INACTIVE, RESOLVED -> GREEN;
        };
        String facts = told.facts().stream()
                .map(fact -> fact.name() + ": " + fact.value())
                .collect(Collectors.joining("\n", "\n", ""));
        return Json.object(
                "color",
                color,
                "fallback",
                escape.of(told.title() + " " + told.what()),
                "title",
                escape.of(told.title()),
                "title_link",
                told.link().toString(),
                "text",
                escape.of(told.what() + facts)
                        + told.take()
                                .map(address -> "\n" + escape.of(take) + ": " + address)
                                .orElse(""),
                "mrkdwn_in",
                List.of());
    }
}
