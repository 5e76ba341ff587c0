package io.perfectorder.dashboard.orders;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.link;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.dashboard.alerts.AlertAddress;
import io.perfectorder.dashboard.alerts.AlertWords;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.pipeline.StoredEvent;
import java.util.List;
import java.util.Map;

/** The alerts that fire about one order, or about a group that it belongs to, each with what takes it in hand. */
final class OrderAlerts {
    private static final String ORDER = "order";

    private final Words words;
    private final AlertWords said;

    OrderAlerts(Words words, ViewerFormat format) {
        this.words = words;
        this.said = new AlertWords(words, format);
    }

    /** Of the alerts that are active, those that fire about the order or its groups; one about everything is about no order. */
    static List<AlertDesk.Shown> about(
            String id, List<StoredEvent> events, List<AlertDesk.Shown> active, GraceByTier grace) {
        Verdict verdict = OrderFacts.none()
                .withAll(events.stream().map(StoredEvent::event).toList())
                .judge(grace);
        Map<String, String> labels = switch (verdict) {
            case Verdict.Judged judged -> labels(id, judged.dimensions());
            case Verdict.Waiting _, Verdict.Withdrawn _ -> Map.of(ORDER, id);
        };
        return active.stream()
                .filter(shown -> shown.alert().status().phase() == Phase.FIRING)
                .filter(shown -> {
                    AlertGroup group = shown.alert().key().group();
                    boolean own = group.by().equals(ORDER) && group.value().equals(id);
                    return own
                            || (!group.labels().isEmpty()
                                    && labels.entrySet()
                                            .containsAll(group.labels().entrySet()));
                })
                .toList();
    }

    /** The alerts that are about this order alone, by their fingerprints. */
    static List<String> own(String id, List<AlertDesk.Shown> alerts) {
        return alerts.stream()
                .map(shown -> shown.alert().key())
                .filter(key ->
                        key.group().by().equals(ORDER) && key.group().value().equals(id))
                .map(key -> key.fingerprint())
                .toList();
    }

    /** {@code leads}: whether the viewer may open the page of an alert. */
    Element list(List<AlertDesk.Shown> alerts, boolean leads) {
        Element list = tag("ul", "alerts-of-order");
        alerts.forEach(shown -> {
            Element item = tag(
                    "li",
                    "",
                    badge("bad", "bell", words.say("alerts.phase.FIRING")),
                    text("strong", "", shown.alert().key().rule()),
                    name(said.group(shown.alert().key().group())),
                    text("span", "", said.figures(shown.alert().status().evidence())));
            shown.acknowledgement()
                    .ifPresent(
                            given -> item.appendChild(badge("good", "check", words.say("risk.taken-by", given.by()))));
            if (leads && shown.acknowledgement().isEmpty()) {
                item.appendChild(link(
                        AlertAddress.of(shown.alert().key().fingerprint()),
                        "button",
                        text("span", "", words.say("risk.acknowledge"))));
            }
            list.appendChild(item);
        });
        return tag("section", "card", text("h2", "", words.say("order.alerts")), list);
    }

    private static Map<String, String> labels(String id, Dimensions of) {
        return Map.of(
                ORDER,
                id,
                "tier",
                of.tier(),
                "region",
                of.region(),
                "distributionCentre",
                of.distributionCentre(),
                "carrier",
                of.carrier(),
                "customer",
                of.customer(),
                "channel",
                of.channel());
    }
}
