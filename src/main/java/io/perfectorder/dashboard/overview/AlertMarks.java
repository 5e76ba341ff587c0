package io.perfectorder.dashboard.overview;

import com.vaadin.flow.component.UI;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.dashboard.alerts.AlertWords;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.parts.TrendChart.Mark;
import io.perfectorder.dashboard.parts.TrendChart.Severity;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.dashboard.sight.SightAlerts;
import java.util.List;
import java.util.Map;

/** The marks that alerts set on the trend. The store is asked once, and again only after an alert has changed its state. */
final class AlertMarks {
    /** The newest changes; more would cover the lines. */
    private static final int MOST = 100;

    private final SightAlerts alerts;
    private final Question question;
    private final Runnable changed;
    private Map<Phase, Long> seen = Map.of();
    private List<KeptChange> newest = List.of();

    /** {@code changed} runs when there are others. */
    AlertMarks(SightAlerts alerts, Question question, Runnable changed) {
        this.alerts = alerts;
        this.question = question;
        this.changed = changed;
    }

    /** Asks for what happened since; costs nothing when nothing did. */
    void follow() {
        Map<Phase, Long> now = alerts.transitions();
        if (now.equals(seen) || question.open()) {
            return;
        }
        question.ask(
                UI.getCurrentOrThrow(),
                alerts.changes(MOST),
                read -> {
                    seen = now;
                    newest = read;
                    changed.run();
                },
                () -> {});
    }

    List<Mark> in(Words words, ViewerFormat format) {
        return of(newest, words, format);
    }

    /** A mark for each time that an alert began to fire or was resolved, in the order of time. */
    static List<Mark> of(List<KeptChange> changes, Words words, ViewerFormat format) {
        AlertWords said = new AlertWords(words, format);
        return changes.reversed().stream()
                .map(kept -> kept.change().transition())
                .filter(Transition::isTold)
                .map(change -> new Mark(
                        change.at(),
                        words.say("trend.mark." + change.to().name(), change.rule(), said.group(change.group())),
                        change.to() == Phase.FIRING ? Severity.CRITICAL : Severity.INFO))
                .toList();
    }
}
