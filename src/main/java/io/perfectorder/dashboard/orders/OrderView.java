package io.perfectorder.dashboard.orders;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.link;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.perfectorder.alerting.AlertAcknowledgement;
import io.perfectorder.alerting.AlertDesk;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.AcknowledgeBar;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.sight.SightAlerts;
import io.perfectorder.pipeline.Acknowledgement;
import io.perfectorder.pipeline.Acknowledgements;
import io.perfectorder.pipeline.OrdersAtRisk;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.StoredEvent;
import io.perfectorder.security.BoardRoutes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One order explained: what was promised, what happened, and why it counts as it does. */
@Route("orders/:id*")
class OrderView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    private record Answer(List<StoredEvent> events, List<Acknowledgement> acknowledged, List<AlertDesk.Shown> alerts) {}

    private final Readings readings;
    private final Acknowledgements acknowledgements;
    private final GraceByTier grace;
    private final SightAlerts alerts;
    private final OrdersAtRisk atRisk;
    private final BoardAudit audit;
    private final Question question;
    private final Question taking;
    private final AcknowledgeBar bar = new AcknowledgeBar(this::take);
    private String id = "";
    private @Nullable Answer answer;
    private boolean away;

    OrderView(
            Readings readings,
            Acknowledgements acknowledgements,
            GraceByTier grace,
            SightAlerts alerts,
            OrdersAtRisk atRisk,
            BoardAudit audit,
            StoreQuestions questions) {
        this.readings = readings;
        this.acknowledgements = acknowledgements;
        this.grace = grace;
        this.alerts = alerts;
        this.atRisk = atRisk;
        this.audit = audit;
        this.question = questions.of(this);
        this.taking = questions.of(this);
        addClassName("order");
    }

    @Override
    public String getPageTitle() {
        return id + " · " + getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(OrderAddress.ID)
                .or(() -> event.getRouteParameters().get(OrderAddress.ID))
                .orElse("")
                .replace("\0", "");
        answer = null;
        ask();
        show();
    }

    private void ask() {
        away = false;
        question.ask(
                UI.getCurrentOrThrow(),
                Mono.zip(readings.eventsOf(id), acknowledgements.of(id), alerts.active())
                        .map(read -> new Answer(
                                read.getT1(), read.getT2(), OrderAlerts.about(id, read.getT1(), read.getT3(), grace))),
                read -> {
                    answer = read;
                    show();
                },
                () -> {
                    away = true;
                    show();
                });
    }

    /** Takes the order in hand, and with it the alerts that are about nothing but it. */
    private void take(String by, String note) {
        Answer read = answer;
        List<Mono<AlertAcknowledgement>> own = read == null
                ? List.of()
                : OrderAlerts.own(id, read.alerts()).stream()
                        .map(fingerprint -> alerts.acknowledge(fingerprint, by, note, Optional.empty()))
                        .toList();
        taking.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        acknowledgements
                                .add(Set.of(id), by, note)
                                .thenMany(Flux.concat(own))
                                .then(Mono.just(id)),
                        new BoardAudit.Change("order.acknowledge", id).to(by + ": " + note)),
                _ -> {
                    atRisk.changed();
                    ask();
                },
                () -> {
                    away = true;
                    show();
                });
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        show();
    }

    private void show() {
        Element page = getElement().removeAllChildren();
        Answer read = answer;
        if (read == null) {
            page.appendChild(
                    tag("h1", "", name(id)),
                    away
                            ? text("p", "message", getTranslation("store.away")).setAttribute("role", "alert")
                            : text("p", "empty", getTranslation("loading")));
            return;
        }
        ViewerFormat format = ViewerFormat.of(UI.getCurrentOrThrow());
        Optional<OrderModel> model =
                new OrderPresenter(this::getTranslation, format, grace).present(id, read.events(), read.acknowledged());
        if (model.isEmpty()) {
            page.appendChild(
                    tag("h1", "", name(id)),
                    tag(
                            "div",
                            "card empty",
                            text("p", "", getTranslation("order.unknown", id)).setAttribute("role", "alert"),
                            link("orders", "button", text("span", "", getTranslation("order.all")))));
            return;
        }
        show(page, model.get());
    }

    private void show(Element page, OrderModel model) {
        OrderParts parts = new OrderParts(this::getTranslation);
        Element marks = tag("span", "marks");
        model.state().forEach(mark -> marks.appendChild(badge(mark.tone(), mark.icon(), getTranslation(mark.word()))));
        page.appendChild(tag("header", "head", tag("h1", "", name(model.id())), marks));
        model.note().ifPresent(note -> page.appendChild(text("p", "message", note)));
        page.appendChild(parts.facts(model.facts()));
        model.timeLine().ifPresent(line -> page.appendChild(parts.timeLine(line)));
        Element grid = tag("div", "two");
        if (!model.criteria().isEmpty()) {
            grid.appendChild(parts.criteria(model.criteria()));
        }
        if (!model.lines().isEmpty()) {
            grid.appendChild(parts.lines(model.lines()));
        }
        page.appendChild(grid);
        Answer read = answer;
        if (read != null && !read.alerts().isEmpty()) {
            boolean leads =
                    BoardRoutes.page("/alerts").map(Visitor.now()::mayOpen).orElse(false);
            page.appendChild(new OrderAlerts(this::getTranslation, ViewerFormat.of(UI.getCurrentOrThrow()))
                    .list(read.alerts(), leads));
        }
        bar.show(1, getTranslation("order.take"), this::getTranslation);
        page.appendChild(bar.getElement());
        if (!model.acknowledged().isEmpty()) {
            page.appendChild(parts.acknowledged(model.acknowledged()));
        }
        page.appendChild(parts.events(model.events()));
    }
}
