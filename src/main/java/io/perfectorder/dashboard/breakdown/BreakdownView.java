package io.perfectorder.dashboard.breakdown;

import static io.perfectorder.dashboard.parts.Patch.keyed;
import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.link;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.WindowParameter;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.orders.KnownValues;
import io.perfectorder.dashboard.parts.InPlace;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Where orders fail, and why. */
@Route("breakdown")
class BreakdownView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    /** Counting anew takes the store a while, so the page asks again at most so often. */
    private static final Duration GAP = Duration.ofSeconds(10);

    private record Choices(BreakdownRequest request, Locale locale, List<String> tiers) {}

    private record Answer(Map<String, Tally> tallies, Map<Integer, Long> verdicts, Instant asOf, Instant knownAt) {}

    private final Readings readings;
    private final OrderLists lists;
    private final LiveBoard page;
    private final Question question;
    private final H1 title = new H1();
    private final Div messages = new Div();
    private final Div choices = new Div();
    private final InPlace body = new InPlace();
    private WindowParameter window = new WindowParameter(WindowParameter.DEFAULT, java.util.Optional.empty());
    private BreakdownRequest request = BreakdownRequest.of(Map.of(), "");
    private Instant askedAt = Instant.EPOCH;
    private @Nullable Answer answer;
    private @Nullable Choices offered;

    BreakdownView(LiveSnapshots live, StoreQuestions questions, Readings readings, OrderLists lists) {
        this.readings = readings;
        this.lists = lists;
        page = live.board(UI.getCurrentOrThrow());
        question = questions.of(this);
        addClassName("breakdown");
        messages.getElement().setAttribute("role", "alert");
        choices.addClassName("filters");
        add(title, messages, choices, body);
        Signal.effect(this, () -> follow(page.now().get().snapshot()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.BREAKDOWN") + " · " + getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        window = WindowParameter.of(query);
        request = BreakdownRequest.of(query.getParameters(), WindowParameter.text(window.window()));
        answer = null;
        ask(page.now().peek().snapshot());
        show();
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        show();
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private void follow(Snapshot now) {
        Answer shown = answer;
        boolean news = shown != null
                && (!now.asOf().equals(shown.asOf()) || !now.knownAt().equals(shown.knownAt()));
        if (news && !question.open() && Duration.between(askedAt, now.takenAt()).compareTo(GAP) >= 0) {
            ask(now);
        }
    }

    private void ask(Snapshot now) {
        askedAt = now.takenAt();
        long end = Panes.lastMinuteOf(now.asOf());
        Selection selection = new Selection(
                end - window.window().minutes(),
                end,
                ChronoUnit.MICROS.between(Instant.EPOCH, now.knownAt()),
                request.filters());
        question.ask(
                UI.getCurrentOrThrow(),
                Mono.zip(readings.tallies(selection, request.by()), lists.verdicts(selection))
                        .map(read -> new Answer(read.getT1(), read.getT2(), now.asOf(), now.knownAt())),
                read -> {
                    answer = read;
                    show();
                },
                () -> say(List.of(getTranslation("store.away"))));
    }

    private void say(List<String> texts) {
        messages.getElement().removeAllChildren();
        texts.forEach(each -> messages.getElement().appendChild(text("p", "message", each)));
    }

    private void show() {
        title.setText(getTranslation("place.BREAKDOWN"));
        List<String> wrong = new ArrayList<>();
        window.wrong()
                .ifPresent(asked -> wrong.add(getTranslation(
                        "window.wrong",
                        asked,
                        getTranslation("window." + window.window().name()))));
        request.wrong().forEach((name, value) -> wrong.add(getTranslation("address.wrong", name, value)));
        say(wrong);
        showChoices();
        Answer shown = answer;
        if (shown == null || shown.tallies().isEmpty()) {
            body.show(keyed(
                    "empty", text("p", "empty card", getTranslation(shown == null ? "loading" : "breakdown.empty"))));
            return;
        }
        ViewerFormat format = ViewerFormat.of(UI.getCurrentOrThrow());
        BreakdownModel model = new BreakdownPresenter(
                        this::getTranslation, format, request, window.window().length(), shown.asOf(), shown.knownAt())
                .present(shown.tallies(), shown.verdicts());
        BreakdownParts parts = new BreakdownParts(this::getTranslation);
        body.show(
                tag(
                        "p",
                        "hint",
                        badge("none", "clock", getTranslation("breakdown.as-of", format.minute(shown.asOf())))),
                tag(
                        "div",
                        "panels",
                        parts.groups(
                                model,
                                getTranslation("by." + request.by().key()),
                                request.measure() == Measure.COMPLAINT),
                        tag("div", "side", parts.causes(model), parts.matrix(model.matrix()), parts.joints(model))));
    }

    /** Built again only when they differ: a list that is open, or a tab under the pointer, must outlive the next answer. */
    private void showChoices() {
        Choices now = new Choices(request, UI.getCurrentOrThrow().getLocale(), tierChoices());
        if (!now.equals(offered)) {
            choices.getElement().removeAllChildren().appendChild(dimensions(), tiers(now.tiers()), measures());
            offered = now;
        }
    }

    private Element dimensions() {
        Element tabs = tag("nav", "tabs").setAttribute("aria-label", getTranslation("breakdown.by"));
        for (GroupBy by : BreakdownRequest.DIMENSIONS) {
            Element tab = link(request.with("by", by.key()), "", text("span", "", getTranslation("by." + by.key())));
            tabs.appendChild(by == request.by() ? tab.setAttribute("aria-current", "true") : tab);
        }
        return tabs;
    }

    private List<String> tierChoices() {
        List<String> tiers =
                new ArrayList<>(KnownValues.in(page.now().peek().snapshot()).getOrDefault(GroupBy.TIER, List.of()));
        if (!request.tier().isEmpty() && !tiers.contains(request.tier())) {
            tiers.add(request.tier());
        }
        return tiers;
    }

    private Element tiers(List<String> tiers) {
        Element select = new Element("select");
        select.appendChild(
                option("", getTranslation("breakdown.all-tiers"), request.tier().isEmpty()));
        tiers.forEach(tier -> select.appendChild(option(tier, tier, tier.equals(request.tier()))));
        return labelled("by.tier", select, "tier");
    }

    private Element measures() {
        Element select = new Element("select");
        for (Measure measure : Measure.values()) {
            select.appendChild(
                    option(measure.key(), getTranslation("measure." + measure.key()), measure == request.measure()));
        }
        return labelled("orders.measure", select, "measure");
    }

    private Element labelled(String label, Element select, String name) {
        select.addPropertyChangeListener("value", "change", event -> {
            if (event.isUserOriginated()) {
                go(request.with(name, String.valueOf(event.getValue())));
            }
        });
        return tag("label", "", text("span", "", getTranslation(label)), select);
    }

    private void go(String address) {
        int query = address.indexOf('?');
        getUI().ifPresent(ui ->
                ui.navigate(address.substring(0, query), QueryParameters.fromString(address.substring(query + 1))));
    }

    private static Element option(String value, String word, boolean chosen) {
        Element option = text("option", "", word).setAttribute("value", value);
        return chosen ? option.setAttribute("selected", true) : option;
    }
}
