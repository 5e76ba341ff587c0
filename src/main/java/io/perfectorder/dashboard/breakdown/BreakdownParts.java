package io.perfectorder.dashboard.breakdown;

import static io.perfectorder.dashboard.parts.Patch.keyed;
import static io.perfectorder.dashboard.parts.Tags.link;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Bar;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Cause;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Cell;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Count;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Group;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Matrix;
import io.perfectorder.dashboard.parts.Words;
import java.util.Locale;

/** Lays out the tables and bars of a breakdown. */
final class BreakdownParts {
    private final Words words;

    BreakdownParts(Words words) {
        this.words = words;
    }

    Element groups(BreakdownModel model, String dimension, boolean complaint) {
        Element head = tag(
                "tr",
                "",
                text("th", "", dimension).setAttribute("scope", "col"),
                column(complaint ? "breakdown.complained" : "breakdown.missed", "number"),
                column("breakdown.share", ""),
                column("breakdown.rate", ""),
                column("breakdown.counts", "number"));
        Element body = tag("tbody", "");
        model.groups().forEach(group -> body.appendChild(keyed(group.name(), group(group))));
        Element table = tag(
                "table",
                "list groups",
                text("caption", "unseen", words.say("breakdown.groups")),
                tag("thead", "", head),
                body);
        Element card = tag("section", "card table", text("h2", "", words.say("breakdown.groups")), table);
        model.more().ifPresent(more -> card.appendChild(text("p", "hint", more)));
        return card;
    }

    private Element group(Group group) {
        return tag(
                "tr",
                "",
                tag("th", "", name(group.name())).setAttribute("scope", "row"),
                labelled("breakdown.missed", tag("td", "number", count(group.missed()))),
                labelled(
                        "breakdown.share", tag("td", "share", bar(group.share()), text("span", "", group.shareText()))),
                labelled("breakdown.rate", rate(group)),
                labelled(
                        "breakdown.counts",
                        tag(
                                "td",
                                "number",
                                count(group.met()),
                                text("span", "of", words.say("breakdown.of")),
                                count(group.all()))));
    }

    private Element labelled(String key, Element cell) {
        return cell.setAttribute("data-label", words.say(key));
    }

    private static Element rate(Group group) {
        Element cell = tag("td", "rate");
        group.rate().ifPresent(bar -> cell.appendChild(interval(bar)));
        return cell.appendChild(text("strong", "", group.rateText()), text("span", "interval", group.interval()));
    }

    /** The rate as a dot on its interval. */
    private static Element interval(Bar bar) {
        Element whisker = tag("span", "whisker").setAttribute("aria-hidden", "true");
        whisker.getStyle()
                .set("--low", percent(bar.low()))
                .set("--at", percent(bar.value()))
                .set("--high", percent(bar.high()));
        return whisker;
    }

    Element causes(BreakdownModel model) {
        Element head = tag(
                "tr",
                "",
                column("orders.cause", ""),
                column("breakdown.alone", "number"),
                column("breakdown.joint", "number"),
                column("breakdown.any", "number"),
                column("breakdown.of-failed", ""));
        Element body = tag("tbody", "");
        model.causes().forEach(cause -> body.appendChild(keyed(cause.name(), cause(cause))));
        Element legend = tag(
                "p",
                "legend hint",
                tag("span", "key alone"),
                text("span", "", words.say("breakdown.alone")),
                tag("span", "key joint"),
                text("span", "", words.say("breakdown.joint")));
        return tag(
                "section",
                "card table",
                text("h2", "", words.say("breakdown.causes")),
                legend,
                tag(
                        "table",
                        "list causes",
                        text("caption", "unseen", words.say("breakdown.causes")),
                        tag("thead", "", head),
                        body));
    }

    private Element cause(Cause cause) {
        Element stacked = tag("span", "bar stacked").setAttribute("aria-hidden", "true");
        stacked.getStyle().set("--alone", percent(cause.aloneShare())).set("--joint", percent(cause.jointShare()));
        return tag(
                "tr",
                "",
                text("th", "", cause.name()).setAttribute("scope", "row"),
                labelled("breakdown.alone", tag("td", "number", count(cause.alone()))),
                labelled("breakdown.joint", tag("td", "number", count(cause.joint()))),
                labelled("breakdown.any", tag("td", "number", count(cause.any()))),
                labelled("breakdown.of-failed", tag("td", "share", stacked, text("span", "", cause.share()))));
    }

    Element matrix(Matrix matrix) {
        Element head = tag("tr", "", tag("td", ""));
        matrix.names().forEach(each -> head.appendChild(text("th", "", each).setAttribute("scope", "col")));
        Element body = tag("tbody", "");
        for (int row = 0; row < matrix.names().size(); row++) {
            Element line = tag("tr", "", text("th", "", matrix.names().get(row)).setAttribute("scope", "row"));
            for (int column = 0; column < matrix.names().size(); column++) {
                line.appendChild(cell(matrix.cells().get(row).get(column), row == column));
            }
            body.appendChild(line);
        }
        return tag(
                "section",
                "card table",
                text("h2", "", words.say("breakdown.matrix")),
                text("p", "hint", words.say("breakdown.matrix.how")),
                tag(
                                "div",
                                "scroll",
                                tag(
                                        "table",
                                        "matrix",
                                        text("caption", "unseen", words.say("breakdown.matrix")),
                                        tag("thead", "", head),
                                        body))
                        .setAttribute("tabindex", "0")
                        .setAttribute("role", "region")
                        .setAttribute("aria-label", words.say("breakdown.matrix")));
    }

    private static Element cell(Cell cell, boolean diagonal) {
        Element td = tag("td", diagonal ? "number alone" : "number");
        td.getStyle().set("--weight", String.format(Locale.ROOT, "%.3f", cell.weight()));
        return cell.count().map(count -> td.appendChild(count(count))).orElseGet(() -> td.setText("·"));
    }

    Element joints(BreakdownModel model) {
        Element list = tag("ul", "joints");
        model.joints()
                .forEach(joint -> list.appendChild(keyed(
                        joint.names(),
                        tag(
                                "li",
                                "",
                                text("span", "", joint.names()),
                                count(joint.orders()),
                                text("span", "hint", joint.share())))));
        Element card = tag("section", "card", text("h2", "", words.say("breakdown.joints")));
        return card.appendChild(
                model.joints().isEmpty() ? text("p", "hint", words.say("breakdown.joints.none")) : list);
    }

    private Element column(String key, String className) {
        return text("th", className, words.say(key)).setAttribute("scope", "col");
    }

    private static Element count(Count count) {
        return link(count.href(), "count", text("span", "", count.text()));
    }

    private static Element bar(double share) {
        Element bar = tag("span", "bar").setAttribute("aria-hidden", "true");
        bar.getStyle().set("--at", percent(share));
        return bar;
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * ratio);
    }
}
