package io.perfectorder.alerting.channel;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Posts an Adaptive Card 1.4 to a workflow of Microsoft Teams. Its texts are runs of rich text, which, unlike text blocks, know no
 * markdown. A card may have 28 kB. Source: Adaptive Cards schema; "Create incoming webhooks with Workflows".
 */
final class TeamsChannel implements Channel {
    private static final int MOST_CARD_ALERTS = 6;

    private final ChannelSettings.Teams settings;
    private final Courier courier;

    TeamsChannel(ChannelSettings.Teams settings, Courier courier) {
        this.settings = settings;
        this.courier = courier;
    }

    @Override
    public Mono<Sent> send(Message message) {
        return Mono.defer(() -> courier.post(Posting.of(settings.url(), Json.text(body(message))), Answer::byStatus));
    }

    private static Map<String, Object> body(Message message) {
        Digest digest = Wording.digest(message);
        List<Object> blocks = new ArrayList<>();
        blocks.add(line(run(digest.title(), "Bolder", digest.firing() ? "Attention" : "Good")));
        digest.alerts().stream().limit(MOST_CARD_ALERTS).forEach(told -> blocks.add(container(told, digest)));
        String rest = Wording.rest(message, MOST_CARD_ALERTS);
        if (!rest.isEmpty()) {
            blocks.add(line(run(rest, "Default", "Default")));
        }
        Map<String, Object> card = Json.object(
                "$schema",
                "http://adaptivecards.io/schemas/adaptive-card.json",
                "type",
                "AdaptiveCard",
                "version",
                "1.4",
                "fallbackText",
                digest.title(),
                "body",
                blocks);
        return Json.object(
                "type",
                "message",
                "attachments",
                List.of(Json.object("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static Map<String, Object> container(Digest.Told told, Digest digest) {
        List<Object> items = new ArrayList<>();
        items.add(line(run(told.title(), "Bolder", "Default")));
        items.add(line(run(told.what(), "Default", "Default")));
        told.facts().forEach(fact -> items.add(line(run(fact.name() + ": " + fact.value(), "Lighter", "Default"))));
        List<Object> actions = new ArrayList<>();
        actions.add(action(digest.open(), told.link()));
        told.take().ifPresent(take -> actions.add(action(digest.take(), take)));
        items.add(Json.object("type", "ActionSet", "actions", actions));
        return Json.object("type", "Container", "separator", true, "items", items);
    }

    private static Map<String, Object> action(String title, URI address) {
        return Json.object("type", "Action.OpenUrl", "title", title, "url", address.toString());
    }

    private static Map<String, Object> line(Map<String, Object> run) {
        return Json.object("type", "RichTextBlock", "inlines", List.of(run));
    }

    private static Map<String, Object> run(String text, String weight, String color) {
        return Json.object("type", "TextRun", "text", text, "weight", weight, "color", color);
    }
}
