package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.security.Permission;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The silences, with the form that adds one; those of people can be ended. */
@Tag("div")
class SilencesPart extends Div {
    private static final List<String> COLUMNS =
            List.of("alerts.about", "alerts.until", "alerts.by", "alerts.because", "alerts.end");

    private final SilenceStore silences;
    private final InstantSource wall;
    private final Supplier<SilenceForm.Known> known;
    private final BoardAudit audit;
    private final Runnable changed;
    private final Question question;
    private final KeptTable table = new KeptTable("alerts.silences", COLUMNS);
    private final SilenceForm form;
    private List<AlertsModel.Hush> shown = List.of();

    SilencesPart(
            SilenceStore silences,
            InstantSource wall,
            BoardAudit audit,
            StoreQuestions questions,
            Supplier<SilenceForm.Known> known,
            Runnable changed) {
        this.silences = silences;
        this.wall = wall;
        this.audit = audit;
        this.known = known;
        this.changed = changed;
        form = new SilenceForm(wall, this::add);
        question = questions.of(this);
        addClassName("alert-tables");
        getElement().appendChild(table.card(), form.getElement());
    }

    void show(List<AlertsModel.Hush> model) {
        if (!model.equals(shown)) {
            shown = model;
            showRows();
        }
    }

    /** Says everything in the language of the page. */
    void label() {
        table.label(
                this::getTranslation,
                Cells.button(Permission.ACT, getTranslation("alerts.silence.new"), "", () -> offer(Map.of())));
        showRows();
        form.setVisible(false);
    }

    /** Offers to silence what has these labels. */
    void offer(Map<String, String> labels) {
        form.open(labels, known.get(), this::getTranslation);
    }

    private void showRows() {
        table.show(shown.stream().map(this::row).toList());
    }

    private Element row(AlertsModel.Hush hush) {
        Element end = tag("td", "");
        if (hush.liftable()) {
            end.appendChild(Cells.button(
                    Permission.ACT,
                    getTranslation("alerts.lift"),
                    getTranslation("alerts.lift.of", hush.match()),
                    () -> ask(hush.number())));
        }
        return table.row(
                String.valueOf(hush.number()),
                this::getTranslation,
                tag("td", "", name(hush.match())),
                text("td", "", hush.until()),
                tag("td", "", name(hush.by())),
                tag("td", "", name(hush.reason())),
                end);
    }

    private void ask(long number) {
        question.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        silences.lift(number, wall.instant()),
                        new BoardAudit.Change("silence.lift", String.valueOf(number))),
                _ -> changed.run(),
                changed);
    }

    private void add(Silence silence) {
        question.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        silences.add(silence, wall.instant()),
                        new BoardAudit.Change("silence.add", silence.matchers().toString())
                                .to(silence.reason() + ", until " + silence.endsAt())),
                _ -> {
                    form.setVisible(false);
                    changed.run();
                },
                () -> form.say(getTranslation("risk.not-taken")));
    }
}
