package io.perfectorder.dashboard.files;

import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Spans;
import io.perfectorder.dashboard.parts.StatusBadge;
import io.perfectorder.dashboard.parts.Tone;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a file is and what became of its events; built once, updated in place. */
@Tag("section")
class WorkCard extends Div {
    private static final List<String> FIGURES = List.of("rate", "left", "accepted", "duplicates", "rejected");

    private final Element name = name("");
    private final Element how = text("span", "hint", "");
    private final StatusBadge state = new StatusBadge();
    private final NativeButton cancel = new NativeButton();
    private final Element bar = tag("progress", "").setAttribute("max", "1");
    private final Element percent = text("span", "percent", "");
    private final Element figures = tag("dl", "facts");
    private final Element failure = text("p", "message", "");
    private final Element problems = tag("ul", "problems");
    private @Nullable FilesModel shown;
    private @Nullable Locale language;

    WorkCard(Runnable cancelled) {
        addClassNames("card", "work");
        cancel.addClassName("button");
        cancel.addClickListener(_ -> cancelled.run());
        for (String figure : FIGURES) {
            Element value = text("dd", "", "").setAttribute("data-figure", figure);
            figures.appendChild(tag("div", "", text("dt", "", ""), value));
        }
        getElement()
                .appendChild(
                        tag("div", "head", tag("h2", "", name), state.getElement(), how, cancel.getElement()),
                        tag("div", "far", bar, percent),
                        figures,
                        failure,
                        problems);
    }

    void show(FilesModel model, Words words, ViewerFormat format) {
        setVisible(true);
        if (model.equals(shown) && format.locale().equals(language)) {
            return;
        }
        shown = model;
        language = format.locale();
        name.setText(model.name());
        how.setText(
                model.speed().isPresent()
                        ? words.say(
                                "files.replaying",
                                format.count(Math.round(model.speed().getAsDouble())))
                        : words.say("files.loading"));
        state.show(status(model, words));
        cancel.setText(words.say("files.cancel"));
        cancel.setVisible(model.state() == FileWork.State.RUNNING);
        bar.setAttribute("value", String.valueOf(model.share()));
        bar.setAttribute("aria-label", words.say("files.share"));
        percent.setText(format.percent(model.share()));
        showFigures(model, words, format);
        failure.setText(model.failure().isEmpty() ? "" : words.say("files.broken", model.failure()));
        failure.setVisible(!model.failure().isEmpty());
        showProblems(model, words, format);
    }

    private void showFigures(FilesModel model, Words words, ViewerFormat format) {
        List<String> values = List.of(
                words.say("flow", format.perSecond(model.perSecond())),
                model.left().map(left -> Spans.exact(left, words)).orElse(ViewerFormat.NO_VALUE),
                format.count(model.accepted()),
                format.count(model.duplicates()),
                format.count(model.rejected()));
        for (int i = 0; i < values.size(); i++) {
            Element cell = figures.getChild(i);
            cell.getChild(0).setText(words.say("files." + FIGURES.get(i)));
            cell.getChild(1).setText(values.get(i));
        }
    }

    private void showProblems(FilesModel model, Words words, ViewerFormat format) {
        problems.removeAllChildren();
        for (FileWork.Problem problem : model.problems()) {
            problems.appendChild(text(
                    "li",
                    "",
                    words.say("files.problem", format.count(problem.line()), problem.code(), problem.detail())));
        }
        if (model.more() > 0) {
            problems.appendChild(text("li", "", words.say("files.more", format.count(model.more()))));
        }
        problems.setVisible(!model.problems().isEmpty());
    }

    private static StatusBadge.Status status(FilesModel model, Words words) {
        return switch (model.state()) {
            case RUNNING -> new StatusBadge.Status(Tone.NONE, "play", words.say("files.state.running"));
            case DONE ->
                model.rejected() == 0
                        ? new StatusBadge.Status(Tone.GOOD, "check", words.say("files.state.done"))
                        : new StatusBadge.Status(Tone.NEAR, "warning", words.say("files.state.rejected"));
            case CANCELLED -> new StatusBadge.Status(Tone.NEAR, "close", words.say("files.state.cancelled"));
            case BROKEN_OFF -> new StatusBadge.Status(Tone.BAD, "warning", words.say("files.state.broken"));
        };
    }
}
