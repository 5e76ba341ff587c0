package io.perfectorder.dashboard.alerts;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.AcknowledgeBar;
import io.perfectorder.dashboard.parts.Words;
import java.time.Duration;
import java.util.Optional;

/** Takes one alert in hand: what the link in a message opens. */
@Tag("dialog")
class AcknowledgeDialog extends Div {
    /** Takes who, what, and for how long; empty for as long as it fires. */
    @FunctionalInterface
    interface Take {
        void by(String name, String note, Optional<Duration> length);
    }

    private final H2 title = new H2();
    private final Paragraph figures = new Paragraph();
    private final Paragraph state = new Paragraph();
    private final HowLong howLong = new HowLong();
    private final AcknowledgeBar bar;
    private final NativeButton close = new NativeButton();

    AcknowledgeDialog(Take taken) {
        bar = new AcknowledgeBar((by, note) -> {
            shut();
            taken.by(by, note, howLong.take());
        });
        howLong.into(bar);
        addClassName("ask");
        title.setId("ask-title");
        getElement().setAttribute("aria-labelledby", "ask-title");
        close.addClassName("button");
        add(title, figures, state, bar);
        getElement()
                .appendChild(
                        new Element("form").setAttribute("method", "dialog").appendChild(close.getElement()));
    }

    /** {@code takeable}: whether there is something left to take. */
    void open(String about, String numbers, String how, boolean takeable, Words words) {
        title.setText(about);
        figures.setText(numbers);
        state.setText(how);
        bar.show(takeable ? 1 : 0, "", words);
        howLong.show(words);
        close.setText(words.say("alerts.form.close"));
        getElement().executeJs("this.open || this.showModal()");
    }

    private void shut() {
        getElement().executeJs("this.close()");
    }
}
