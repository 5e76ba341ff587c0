package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.alerting.AlertStore;
import io.perfectorder.alerting.BackTest;
import io.perfectorder.alerting.EpisodeRecord;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.alerting.KeptRule;
import io.perfectorder.alerting.Rules;
import io.perfectorder.alerting.Silence;
import io.perfectorder.alerting.SilenceStore;
import io.perfectorder.alerting.channel.ChannelTrial;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.AcknowledgeBar;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The alerts: what fires, what fired and why somebody was told or not, the rules, the silences and the channels. */
@Route("alerts")
class AlertsView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    /** Rules are evaluated once a second. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private static final int HISTORY = 50;

    private final AlertDesk desk;
    private final AlertStore store;
    private final Rules rules;
    private final SilenceStore silences;
    private final BoardAudit audit;
    private final InstantSource wall;
    private final LiveBoard page;
    private final Question question;
    private final Question asking;
    private final H1 title = new H1();
    private final Div head = new Div();
    private final Span summary = new Span();
    private final Div message = new Div();
    private final AcknowledgeBar bar = new AcknowledgeBar(this::takeChosen);
    private final HowLong howLong = new HowLong();
    private final AcknowledgeDialog dialog = new AcknowledgeDialog(this::takeLinked);
    private final AlertTables tables = new AlertTables(this::show, this::explain, this::hush);
    private final RulesPart rulesPart;
    private final SilencesPart silencesPart;
    private final ChannelsPart channelsPart;
    private Instant askedAt = Instant.EPOCH;
    private @Nullable Answer newest;
    private String linked = "";
    private boolean linkIsNew;

    private record Answer(List<AlertDesk.Shown> active, List<KeptChange> history, List<Silence> silences) {}

    AlertsView(
            LiveSnapshots live,
            StoreQuestions questions,
            AlertDesk desk,
            AlertStore store,
            Rules rules,
            BackTest backTest,
            SilenceStore silences,
            ChannelTrial trial,
            BoardAudit audit,
            InstantSource wall) {
        this.desk = desk;
        this.store = store;
        this.rules = rules;
        this.silences = silences;
        this.audit = audit;
        this.wall = wall;
        question = questions.of(this);
        asking = questions.of(this);
        page = live.board(UI.getCurrentOrThrow());
        rulesPart = new RulesPart(rules, backTest, audit, questions, this::known, this::ask);
        silencesPart = new SilencesPart(silences, wall, audit, questions, this::choices, this::ask);
        channelsPart = new ChannelsPart(trial, audit, questions);
        howLong.into(bar);
        addClassName("alerts");
        head.addClassName("summary");
        summary.addClassName("total");
        message.getElement().setAttribute("role", "alert");
        head.add(summary);
        add(title, head, message, bar, tables, rulesPart, silencesPart, channelsPart, dialog);
        Signal.effect(this, () -> follow(page.now().get().snapshot()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.ALERTS") + " · " + getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        linked = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(AlertAddress.ALERT)
                .orElse("");
        linkIsNew = !linked.isEmpty();
        ask();
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        tables.label(this::getTranslation);
        rulesPart.label();
        silencesPart.label();
        channelsPart.show();
        show();
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private void follow(Snapshot now) {
        if (!question.open() && Duration.between(askedAt, now.takenAt()).compareTo(GAP) >= 0) {
            ask();
        }
    }

    private void ask() {
        askedAt = page.now().peek().snapshot().takenAt();
        Mono<Answer> answer = Mono.zip(
                        desk.active(),
                        store.history("", Long.MAX_VALUE, HISTORY),
                        Mono.defer(() -> silences.open(wall.instant())))
                .map(read -> new Answer(read.getT1(), read.getT2(), read.getT3()));
        question.ask(
                UI.getCurrentOrThrow(),
                answer,
                given -> {
                    newest = given;
                    say("");
                    show();
                    follow(given.active());
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
        boolean known = answer != null;
        tables.setVisible(known);
        rulesPart.setVisible(known);
        silencesPart.setVisible(known);
        channelsPart.setVisible(known);
        if (answer == null) {
            summary.setText(getTranslation("loading"));
            bar.setVisible(false);
            return;
        }
        AlertsModel model = presenter().present(answer.active(), answer.history(), rules.inUse(), answer.silences());
        summary.setText(model.summary());
        tables.show(model, this::getTranslation);
        rulesPart.show(model.rules());
        silencesPart.show(model.silences());
        howLong.show(this::getTranslation);
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

    /** Opens the alert that a link names, once: it may fire, or be over by now. */
    private void follow(List<AlertDesk.Shown> active) {
        if (!linkIsNew) {
            return;
        }
        linkIsNew = false;
        Optional<AlertDesk.Shown> found = active.stream()
                .filter(shown -> shown.alert().key().fingerprint().equals(linked))
                .findFirst();
        if (found.isPresent()) {
            open(presenter().linked(found.get()));
            return;
        }
        asking.ask(
                UI.getCurrentOrThrow(),
                desk.newest(linked).map(Optional::of).defaultIfEmpty(Optional.<EpisodeRecord>empty()),
                record -> record.ifPresentOrElse(
                        kept -> open(presenter().linked(kept)),
                        () -> dialog.open(getTranslation("alerts.unknown"), "", "", false, this::getTranslation)),
                () -> say(getTranslation("store.away")));
    }

    private void open(AlertsModel.Linked alert) {
        dialog.open(alert.about(), alert.figures(), alert.state(), alert.takeable(), this::getTranslation);
    }

    private void takeChosen(String by, String note) {
        take(tables.chosen(), by, note, howLong.take());
    }

    private void takeLinked(String by, String note, Optional<Duration> length) {
        take(Set.of(linked), by, note, length);
    }

    private void take(Set<String> fingerprints, String by, String note, Optional<Duration> length) {
        Optional<Instant> until = length.map(wall.instant()::plus);
        asking.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        Flux.fromIterable(fingerprints)
                                .concatMap(fingerprint -> desk.acknowledge(fingerprint, by, note, until))
                                .then(Mono.just(fingerprints)),
                        new BoardAudit.Change("alert.acknowledge", String.join(" ", fingerprints))
                                .to(by + ": " + note)),
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

    private void hush(AlertsModel.Active alert) {
        silencesPart.offer(alert.labels());
    }

    private SilenceForm.Known choices() {
        return new SilenceForm.Known(rules.inUse().stream().map(KeptRule::id).toList(), known());
    }

    /** The values of the last month. */
    private Map<Dimension, List<String>> known() {
        Map<Dimension, List<String>> known = new EnumMap<>(Dimension.class);
        WindowLevels levels = page.now().peek().snapshot().windows().get(LiveWindow.MONTH);
        if (levels != null) {
            for (Dimension dimension : Dimension.values()) {
                known.put(
                        dimension,
                        levels.groups(dimension).stream().map(GroupLevels::key).toList());
            }
        }
        return known;
    }
}
