package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.alerting.channel.ChannelTrial;
import io.perfectorder.alerting.channel.Sent;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Permission;
import java.util.List;

/** The channels, each with a button that sends a test over it. */
@Tag("section")
class ChannelsPart extends Div {
    private static final List<String> COLUMNS = List.of("alerts.channel", "alerts.trial", "alerts.trial.outcome");

    private final ChannelTrial trial;
    private final BoardAudit audit;
    private final Question question;

    ChannelsPart(ChannelTrial trial, BoardAudit audit, StoreQuestions questions) {
        this.trial = trial;
        this.audit = audit;
        question = questions.of(this);
        addClassNames("card", "table");
    }

    /** Builds everything in the language of the page. */
    void show() {
        Element body = tag("tbody", "");
        trial.names().forEach(name -> body.appendChild(row(name)));
        getElement()
                .removeAllChildren()
                .appendChild(
                        text("h2", "", getTranslation("alerts.channels")),
                        trial.names().isEmpty()
                                ? text("p", "hint", getTranslation("alerts.channels.none"))
                                : Cells.table(this::getTranslation, "alerts.channels", COLUMNS, body));
    }

    private Element row(String name) {
        Element outcome = tag("span", "").setAttribute("role", "status");
        return Cells.row(
                this::getTranslation,
                COLUMNS,
                text("th", "", name).setAttribute("scope", "row"),
                tag(
                        "td",
                        "",
                        Cells.button(
                                Permission.MANAGE,
                                getTranslation("alerts.trial.send"),
                                getTranslation("alerts.trial.send.of", name),
                                () -> send(name, outcome))),
                tag("td", "", outcome));
    }

    private void send(String name, Element outcome) {
        outcome.removeAllChildren().appendChild(text("span", "hint", getTranslation("alerts.trial.sending")));
        question.ask(
                UI.getCurrentOrThrow(),
                audit.told(
                        trial.send(name, UI.getCurrentOrThrow().getLocale()),
                        new BoardAudit.Change("channel.test", name)),
                sent -> outcome.removeAllChildren().appendChild(said(sent)),
                () -> outcome.removeAllChildren()
                        .appendChild(badge("bad", "close", getTranslation("alerts.trial.unanswered"))));
    }

    private Element said(Sent sent) {
        return switch (sent) {
            case Sent.Delivered _ -> badge("good", "check", getTranslation("alerts.trial.delivered"));
            case Sent.TryAgain again ->
                badge("bad", "close", getTranslation("alerts.trial.failed", phrase(again.reason())));
            case Sent.Refused(String reason) ->
                badge("bad", "close", getTranslation("alerts.trial.refused", phrase(reason)));
        };
    }

    private String phrase(String reason) {
        return new AlertWords(this::getTranslation, ViewerFormat.of(UI.getCurrentOrThrow())).phrase(reason);
    }
}
