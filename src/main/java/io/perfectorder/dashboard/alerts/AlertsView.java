package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.AcknowledgeBar;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The alerts: what fires, what fired and why somebody was told or not, the rules and the silences. */
@Route("alerts")
class AlertsView extends Main implements LocaleChangeObserver, HasDynamicTitle {
    /** Rules are evaluated once a second. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private static final int HISTORY = 50;

    private final AlertDesk desk;
    private final AlertStore store;
    private final Rules rules;
    private final SilenceStore silences;
    private final Question question;
    private final Question asking;
    private final H1 title = new H1();
    private final Div head = new Div();
    private final Span summary = new Span();
    private final Div message = new Div();
    private final AcknowledgeBar bar = new AcknowledgeBar(this::take);
    private final AlertTables tables = new AlertTables(this::show, this::explain, this::lift);
    private Instant askedAt = Instant.EPOCH;
    private @Nullable Answer newest;

    private record Answer(List<AlertDesk.Shown> active, List<KeptChange> history, List<Silence> silences) {}

    AlertsView(
            LiveSnapshots live,
            StoreQuestions questions,
            AlertDesk desk,
            AlertStore store,
            Rules rules,
            SilenceStore silences) {
        this.desk = desk;
        this.store = store;
        this.rules = rules;
        this.silences = silences;
        question = questions.of(this);
        asking = questions.of(this);
        LiveBoard page = live.board(UI.getCurrentOrThrow());
        addClassName("alerts");
        head.addClassName("summary");
        summary.addClassName("total");
        message.getElement().setAttribute("role", "alert");
        head.add(summary);
        add(title, head, message, bar, tables);
        Signal.effect(this, () -> follow(page.now().get().snapshot()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.ALERTS") + " · " + getTranslation("title");
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        tables.forget();
        show();
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private void follow(Snapshot now) {
        if (!question.open() && Duration.between(askedAt, now.takenAt()).compareTo(GAP) >= 0) {
            askedAt = now.takenAt();
            ask();
        }
    }

    private void ask() {
        Mono<Answer> answer = Mono.zip(
                        desk.active(),
                        store.history("", Long.MAX_VALUE, HISTORY),
                        Mono.defer(() -> silences.open(askedAt)))
                .map(read -> new Answer(read.getT1(), read.getT2(), read.getT3()));
        question.ask(
                UI.getCurrentOrThrow(),
                answer,
                given -> {
                    newest = given;
                    say("");
                    show();
                },
                () -> say(getTranslation("store.away")));
    }

    private void say(String words) {
        message.getElement().removeAllChildren();
        if (!words.isEmpty()) {
            message.getElement().appendChild(text("p", "message", words));
        }
    }

    private void show() {
        title.setText(getTranslation("place.ALERTS"));
        Answer answer = newest;
        tables.setVisible(answer != null);
        if (answer == null) {
            summary.setText(getTranslation("loading"));
            bar.setVisible(false);
            return;
        }
        AlertsModel model = presenter().present(answer.active(), answer.history(), rules.inUse(), answer.silences());
        summary.setText(model.summary());
        tables.show(model, this::getTranslation);
        int chosen = tables.chosen().size();
        bar.show(
                chosen,
                getTranslation(
                        chosen == 1 ? "alerts.chosen.one" : "alerts.chosen",
                        ViewerFormat.of(UI.getCurrentOrThrow()).count(chosen)),
                this::getTranslation);
    }

    private AlertsPresenter presenter() {
        return new AlertsPresenter(this::getTranslation, ViewerFormat.of(UI.getCurrentOrThrow()));
    }

    private void take(String by, String note) {
        Set<String> chosen = tables.chosen();
        asking.ask(
                UI.getCurrentOrThrow(),
                Flux.fromIterable(chosen)
                        .concatMap(fingerprint -> desk.acknowledge(fingerprint, by, note, Optional.empty()))
                        .then(Mono.just(chosen)),
                _ -> {
                    tables.chooseNone(this::getTranslation);
                    ask();
                },
                () -> say(getTranslation("risk.not-taken")));
    }

    private void explain(AlertsModel.Asked asked) {
        asking.ask(
                UI.getCurrentOrThrow(),
                desk.of(asked.episode()),
                record -> {
                    List<String> lines = presenter().why(record);
                    tables.explain(asked, lines.isEmpty() ? List.of(getTranslation("alerts.undecided")) : lines);
                },
                () -> say(getTranslation("store.away")));
    }

    private void lift(long number) {
        asking.ask(
                UI.getCurrentOrThrow(),
                silences.lift(number, Instant.now()),
                _ -> ask(),
                () -> say(getTranslation("risk.not-taken")));
    }
}
