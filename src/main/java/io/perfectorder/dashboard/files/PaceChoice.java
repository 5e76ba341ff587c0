package io.perfectorder.dashboard.files;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.parts.Words;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** As fast as it is taken, or paced by the time of the events. */
@Tag("fieldset")
class PaceChoice extends Div {
    private static final double SLOWEST = 1;
    private static final double FASTEST = 1_000_000;
    private static final double USUAL = 3_600;

    private final Element legend = text("legend", "unseen", "");
    private final Element load = radio("load").setAttribute("checked", true);
    private final Element replay = radio("replay");
    private final Element loadText = text("span", "", "");
    private final Element replayText = text("span", "", "");
    private final Element speedText = text("span", "", "");
    private final Element speed = new Element("input");
    private boolean paced;
    private Consumer<OptionalDouble> listener = _ -> {};

    PaceChoice() {
        addClassName("pace");
        speed.setAttribute("type", "number")
                .setAttribute("min", "1")
                .setAttribute("max", "1000000")
                .setAttribute("value", "3600");
        speed.setProperty("value", "3600");
        speed.addPropertyChangeListener("value", "input", _ -> tell());
        load.addEventListener("change", _ -> choose(false));
        replay.addEventListener("change", _ -> choose(true));
        getElement()
                .appendChild(
                        legend,
                        tag("label", "", load, loadText),
                        tag("label", "", replay, replayText),
                        tag("label", "speed", speedText, speed));
    }

    void onChange(Consumer<OptionalDouble> changed) {
        listener = changed;
    }

    void show(Words words) {
        legend.setText(words.say("files.pace"));
        loadText.setText(words.say("files.load"));
        replayText.setText(words.say("files.replay"));
        speedText.setText(words.say("files.speed"));
    }

    /** A speed that is none is the usual one, one out of range the nearest in it. */
    static double speedOf(String text) {
        try {
            double asked = Double.parseDouble(text);
            return Double.isFinite(asked) ? Math.clamp(asked, SLOWEST, FASTEST) : USUAL;
        } catch (NumberFormatException _) {
            return USUAL;
        }
    }

    private void choose(boolean byTime) {
        paced = byTime;
        tell();
    }

    private void tell() {
        listener.accept(paced ? OptionalDouble.of(speedOf(speed.getProperty("value", ""))) : OptionalDouble.empty());
    }

    private static Element radio(String value) {
        return new Element("input")
                .setAttribute("type", "radio")
                .setAttribute("name", "pace")
                .setAttribute("value", value);
    }
}
