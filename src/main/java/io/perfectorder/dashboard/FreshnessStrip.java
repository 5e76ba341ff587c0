package io.perfectorder.dashboard;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.Live;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.ServerStart;
import io.perfectorder.dashboard.parts.Cut;
import io.perfectorder.dashboard.parts.LiveText;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.ViewScope;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How fresh the page is: live, paused, stale or offline; the instant shown, the newest event's age and the flow of events. */
@Tag("div")
@JsModule("./board/live-badge.ts")
@JsModule("./board/age-text.ts")
class FreshnessStrip extends Div {
    private static final int LONGEST_SCOPE = 120;

    private final LiveBoard board;
    private final boolean eventTime;
    private final Element badge = new Element("live-badge");
    private final LiveText asOf = new LiveText();
    private final LiveText newest = new LiveText();
    private final Element age = new Element("age-text");
    private final LiveText rate = new LiveText();
    private final LiveText accepted = new LiveText();
    private final LiveText only = new LiveText();
    private final Span newestEvent;
    private final ViewScope scope = Visitor.now().scope();
    private @Nullable Locale labelled;

    /** {@code eventTime}: the newest event is "now", so its time is shown, and an age by the clock of the wall would say nothing. */
    FreshnessStrip(LiveBoard board, ServerStart start, boolean eventTime) {
        this.board = board;
        this.eventTime = eventTime;
        addClassName("freshness");
        badge.setAttribute("start", start.text()).setAttribute("role", "status");
        newestEvent = new Span(newest);
        newestEvent.getElement().appendChild(age);
        accepted.addClassName("wide");
        rate.addClassName("flow");
        getElement().appendChild(badge);
        only.addClassName("only");
        add(asOf, only, newestEvent, rate, accepted);
        Signal.effect(this, this::show);
    }

    private void show() {
        UI ui = UI.getCurrentOrThrow();
        Locale locale = ui.localeSignal().get();
        Live live = board.now().get();
        ViewerFormat format = ViewerFormat.of(ui);
        if (!locale.equals(labelled)) {
            labelled = locale;
            for (String state : new String[] {"live", "paused", "stale", "offline"}) {
                badge.setAttribute("text-" + state, getTranslation("live." + state));
            }
        }
        badge.setAttribute("paused", board.paused().get());
        show(live, format);
    }

    /** The flow of all events, and when the newest came, is nothing for who may see only some orders. */
    private void show(Live live, ViewerFormat format) {
        Snapshot snapshot = live.snapshot();
        boolean whole = live.extent() == Live.Extent.WHOLE;
        newestEvent.setVisible(whole);
        rate.setVisible(whole);
        accepted.setVisible(whole);
        only.setVisible(!whole);
        only.show(whole ? "" : getTranslation("scope.only", scopeInWords()));
        badge.setAttribute("taken-at", String.valueOf(snapshot.takenAt().toEpochMilli()));
        asOf.show(getTranslation(
                "as-of", format.minute(snapshot.asOf()), format.zone().getId()));
        Optional<Instant> event = snapshot.newestEvent();
        newest.show(
                event.map(at -> eventTime ? getTranslation("newest.at", format.second(at)) : getTranslation("newest"))
                        .orElseGet(() -> getTranslation("newest.none")));
        age.setVisible(event.isPresent() && !eventTime);
        event.ifPresent(at -> age.setAttribute("at", String.valueOf(at.toEpochMilli())));
        rate.show(getTranslation("flow", format.perSecond(live.eventsPerSecond())));
        accepted.show(getTranslation("accepted", format.count(snapshot.accepted())));
    }

    private String scopeInWords() {
        String all = scope.allowed().entrySet().stream()
                .map(each -> getTranslation("by." + each.getKey()) + " " + String.join(", ", each.getValue()))
                .collect(Collectors.joining(" · "));
        return Cut.to(all, LONGEST_SCOPE);
    }
}
