package io.perfectorder.dashboard.alerts;

import static io.perfectorder.dashboard.parts.Tags.tag;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.AcknowledgeBar;
import io.perfectorder.dashboard.parts.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For how long an alert is taken in hand: until it is resolved, or for a time. */
final class HowLong {
    private static final List<Duration> LENGTHS =
            List.of(Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(8), Duration.ofDays(1));

    private final Element name = tag("span", "");
    private final Element select = new Element("select");
    private final List<Element> options = new ArrayList<>();

    HowLong() {
        options.add(new Element("option").setAttribute("value", ""));
        LENGTHS.forEach(each -> options.add(new Element("option").setAttribute("value", each.toString())));
        options.forEach(option -> select.appendChild(option));
        select.addPropertyChangeListener("value", "change", _ -> {});
    }

    /** Puts itself before the button of a bar. */
    void into(AcknowledgeBar bar) {
        Element fields = bar.getElement();
        fields.insertChild(fields.getChildCount() - 1, tag("label", "", name, select));
    }

    void show(Words words) {
        name.setText(words.say("alerts.take.length"));
        options.getFirst().setText(words.say("alerts.take.resolved"));
        for (int place = 0; place < LENGTHS.size(); place++) {
            options.get(place + 1)
                    .setText(words.say("alerts.length." + LENGTHS.get(place).toHours()));
        }
    }

    /** What is chosen; the next one is taken until it is resolved again. */
    Optional<Duration> take() {
        String value = select.getProperty("value", "");
        select.setProperty("value", "");
        return value.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(value));
    }
}
