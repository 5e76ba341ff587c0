package io.perfectorder.dashboard.parts;

import static io.perfectorder.dashboard.parts.Tags.tag;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.pipeline.Acknowledgement;
import io.perfectorder.security.Permission;

/** Takes what is chosen in hand, with a name and a note. */
@Tag("div")
public final class AcknowledgeBar extends Div {
    /** Takes who and what. */
    @FunctionalInterface
    public interface Take {
        void by(String name, String note);
    }

    private final Element chosen = tag("strong", "");
    private final NameField name = new NameField();
    private final Element note =
            new Element("input").setAttribute("maxlength", String.valueOf(Acknowledgement.LONGEST_NOTE));
    private final Element noteLabel = tag("span", "");
    private final NativeButton take = new NativeButton();

    public AcknowledgeBar(Take taken) {
        addClassNames("card", "acknowledge", "filters");
        getElement().setAttribute("role", "group");
        note.addPropertyChangeListener("value", "input", _ -> {});
        take.addClassName("button");
        take.addClickListener(_ -> name.take().ifPresent(who -> {
            Visitor.now().check(Permission.ACT);
            String what = note.getProperty("value", "").strip();
            note.setProperty("value", "");
            taken.by(who, Cut.to(what, Acknowledgement.LONGEST_NOTE));
        }));
        getElement().appendChild(chosen, name.getElement(), tag("label", "wide", noteLabel, note), take.getElement());
    }

    public void show(int number, String text, Words words) {
        setVisible(number > 0 && Visitor.now().may(Permission.ACT));
        chosen.setText(text);
        name.show(words);
        noteLabel.setText(words.say("risk.note"));
        take.setText(words.say("risk.acknowledge"));
        getElement().setAttribute("aria-label", words.say("risk.acknowledge"));
    }
}
