package io.perfectorder.dashboard.atrisk;

import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.AcknowledgeBar;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.pipeline.Acknowledgements;
import io.perfectorder.pipeline.AtRiskOrders;
import io.perfectorder.pipeline.OrdersAtRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The orders at risk, ranked by what to serve first. */
@Route("at-risk")
class AtRiskView extends Main implements LocaleChangeObserver, HasDynamicTitle {
    /** The list is computed once a second at the most, so the page asks no more often. */
    private static final Duration GAP = Duration.ofSeconds(1);

    private final OrdersAtRisk atRisk;
    private final Acknowledgements acknowledgements;
    private final BoardAudit audit;
    private final Question question;
    private final Question taking;
    private final H1 title = new H1();
    private final Div head = new Div();
    private final Span total = new Span();
    private final Span rule = new Span();
    private final NativeButton waiting = new NativeButton();
    private final Div message = new Div();
    private final Div more = new Div();
    private final AcknowledgeBar bar = new AcknowledgeBar(this::take);
    private final RiskTable table = new RiskTable(this::show);
    private Instant askedAt = Instant.EPOCH;
    private @Nullable AtRiskOrders newest;

    AtRiskView(
            LiveSnapshots live,
            StoreQuestions questions,
            OrdersAtRisk atRisk,
            Acknowledgements acknowledgements,
            BoardAudit audit) {
        this.audit = audit;
        this.atRisk = atRisk;
        this.acknowledgements = acknowledgements;
        question = questions.of(this);
        taking = questions.of(this);
        LiveBoard page = live.board(UI.getCurrentOrThrow());
        addClassName("at-risk");
        head.addClassName("summary");
        total.addClassName("total");
        waiting.addClassNames("button", "waiting");
        waiting.addClickListener(_ -> {
            table.release();
            show();
        });
        message.getElement().setAttribute("role", "alert");
        more.addClassName("hint");
        head.add(total, rule, waiting);
        add(title, head, message, bar, table, more);
        Signal.effect(this, () -> follow(page.now().get().snapshot()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.AT_RISK") + " · " + getTranslation("title");
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        table.label(this::getTranslation);
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
        question.ask(
                UI.getCurrentOrThrow(),
                atRisk.current(),
                list -> {
                    newest = list;
                    say("");
                    show();
                },
                () -> say(getTranslation("store.away")));
    }

    private void say(String text) {
        message.getElement().removeAllChildren();
        if (!text.isEmpty()) {
            message.getElement().appendChild(text("p", "message", text));
        }
    }

    private void show() {
        title.setText(getTranslation("place.AT_RISK"));
        AtRiskOrders list = newest;
        table.setVisible(list != null && !list.orders().isEmpty());
        more.setText("");
        if (list == null) {
            total.setText(getTranslation("loading"));
            rule.setText("");
            waiting.setVisible(false);
            bar.setVisible(false);
            return;
        }
        ViewerFormat format = ViewerFormat.of(UI.getCurrentOrThrow());
        RiskModel model = new RiskPresenter(this::getTranslation, format).present(list);
        total.setText(model.total());
        rule.setText(
                list.orders().isEmpty() ? getTranslation("risk.none") : getTranslation("risk.rule." + list.policy()));
        model.more().ifPresent(more::setText);
        table.show(model, this::getTranslation);
        int changes = table.waiting();
        waiting.setVisible(changes > 0);
        waiting.setText(getTranslation(changes == 1 ? "risk.waiting.one" : "risk.waiting", format.count(changes)));
        Set<String> chosen = table.chosen();
        bar.show(
                chosen.size(),
                getTranslation(chosen.size() == 1 ? "risk.chosen.one" : "risk.chosen", format.count(chosen.size())),
                this::getTranslation);
    }

    private void take(String name, String note) {
        Set<String> chosen = table.chosen();
        if (chosen.isEmpty()) {
            return;
        }
        taking.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        acknowledgements.add(chosen, name, note).then(Mono.just(chosen)),
                        new BoardAudit.Change("order.acknowledge", String.join(" ", chosen)).to(name + ": " + note)),
                _ -> {
                    table.chooseNone();
                    atRisk.changed();
                    ask();
                },
                () -> say(getTranslation("risk.not-taken")));
    }
}
