package io.perfectorder.dashboard.orders;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.orders.OrderModel.CriterionRow;
import io.perfectorder.dashboard.orders.OrderModel.EventRow;
import io.perfectorder.dashboard.orders.OrderModel.Fact;
import io.perfectorder.dashboard.orders.OrderModel.TimeLine;
import io.perfectorder.dashboard.parts.Words;
import java.util.List;
import java.util.Locale;

/** Lays out the parts of the page of one order. */
final class OrderParts {
    private final Words words;

    OrderParts(Words words) {
        this.words = words;
    }

    Element facts(List<Fact> facts) {
        Element list = tag("dl", "facts card");
        facts.forEach(fact ->
                list.appendChild(tag("div", "", text("dt", "", fact.label()), tag("dd", "", name(fact.value())))));
        return list;
    }

    /** A picture for the eye; the list of events below says the same in words. */
    Element timeLine(TimeLine line) {
        Element track = tag("div", "track");
        track.setAttribute("role", "img").setAttribute("aria-label", words.say("order.timeline.label"));
        track.getStyle().set("--lanes", String.valueOf(line.lanes()));
        line.promised().ifPresent(band -> {
            Element promised = tag("div", "band", text("span", "", band.text()));
            promised.getStyle().set("--at", percent(band.from())).set("--to", percent(band.to()));
            track.appendChild(promised);
        });
        line.ticks().forEach(tick -> track.appendChild(at(text("span", "tick", tick.text()), tick.place())));
        line.deadline().ifPresent(tick -> {
            Element deadline = at(tag("div", "deadline", text("span", "", tick.text())), tick.place());
            track.appendChild(tick.place() > 70 ? deadline.setAttribute("data-side", "before") : deadline);
        });
        line.points().forEach(point -> {
            Element mark = at(text("span", "point", String.valueOf(point.number())), point.place());
            mark.getStyle().set("--lane", String.valueOf(point.lane()));
            track.appendChild(mark.setAttribute("data-tone", point.tone()).setAttribute("title", point.text()));
        });
        return tag("section", "card timeline", text("h2", "", words.say("order.timeline")), track);
    }

    Element criteria(List<CriterionRow> rows) {
        Element list = tag("ul", "criteria");
        rows.forEach(row -> list.appendChild(tag(
                "li",
                "",
                text("h3", "", row.title()),
                badge(row.tone(), row.icon(), row.word()),
                text("p", "", row.because()))));
        return tag("section", "card", text("h2", "", words.say("order.why")), list);
    }

    Element lines(List<OrderModel.Line> lines) {
        Element body = tag("tbody", "");
        lines.forEach(line -> body.appendChild(tag(
                "tr",
                "",
                labelled("order.line", text("td", "number", line.number())),
                labelled("order.sku", tag("td", "", name(line.sku()))),
                labelled("order.kept", text("td", "number", line.kept() + " / " + line.ordered())),
                tag(
                        "td",
                        "",
                        badge(
                                line.mark().tone(),
                                line.mark().icon(),
                                words.say(line.mark().word()))))));
        Element head = tag(
                "tr",
                "",
                column("order.line", "number"),
                column("order.sku", ""),
                column("order.kept", "number"),
                column("order.state", ""));
        return tag(
                "section",
                "card lines",
                text("h2", "", words.say("order.lines")),
                tag("div", "scroll", tag("table", "list", tag("thead", "", head), body))
                        .setAttribute("tabindex", "0")
                        .setAttribute("role", "region")
                        .setAttribute("aria-label", words.say("order.lines")));
    }

    Element acknowledged(List<OrderModel.Taken> taken) {
        Element list = tag("ul", "taken");
        taken.forEach(each -> list.appendChild(tag(
                "li",
                "",
                tag("strong", "", name(each.by())),
                text("time", "", each.at()),
                tag("p", "", name(each.note())))));
        return tag("section", "card", text("h2", "", words.say("risk.acknowledged")), list);
    }

    Element events(List<EventRow> rows) {
        Element list = tag("ol", "events");
        rows.forEach(row -> list.appendChild(event(row)));
        return tag(
                "section",
                "card",
                text("h2", "", words.say("order.events")),
                list,
                text("p", "hint", words.say("order.duplicates")));
    }

    private Element event(EventRow row) {
        Element recorded = pair("order.recorded", text("time", "", row.recorded()));
        if (!row.behind().isEmpty()) {
            recorded.appendChild(text("dd", "behind", row.behind()));
        }
        Element times = tag("dl", "times", pair("order.happened", text("time", "", row.time())), recorded);
        return tag(
                "li",
                "event",
                text("span", "point", String.valueOf(row.number()))
                        .setAttribute("data-tone", row.tone())
                        .setAttribute("aria-hidden", "true"),
                text("h3", "", row.type()),
                badge(row.tone(), icon(row.tone()), row.effect()),
                text("p", "why", row.explains()),
                times,
                tag("p", "identity", name(row.source()), text("span", "", " · "), name(row.id())),
                tag(
                        "details",
                        "",
                        text("summary", "", words.say("order.json")),
                        text("pre", "", row.json()).setAttribute("tabindex", "0")));
    }

    private Element pair(String label, Element value) {
        return tag("div", "", text("dt", "", words.say(label)), tag("dd", "", value));
    }

    private Element labelled(String key, Element cell) {
        return cell.setAttribute("data-label", words.say(key));
    }

    private Element column(String key, String className) {
        return text("th", className, words.say(key)).setAttribute("scope", "col");
    }

    private static String icon(String tone) {
        return switch (tone) {
            case "good" -> "check";
            case "near" -> "near";
            default -> "none";
        };
    }

    private static Element at(Element element, double place) {
        element.getStyle().set("--at", percent(place));
        return element;
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.3f%%", place);
    }
}
