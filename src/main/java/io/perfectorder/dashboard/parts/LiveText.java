package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Span;

/**
 * A text that changes often: only a change is sent, and of it only the text. A component's own {@code setText} takes its child away and
 * puts one back each time, also for the same text.
 */
public final class LiveText extends Span {
    private final Text text = new Text("");

    public LiveText() {
        add(text);
    }

    /** Shows this text. */
    public void show(String now) {
        if (!now.equals(text.getText())) {
            text.setText(now);
        }
    }
}
