package io.perfectorder.dashboard.parts;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.dom.Element;
import io.perfectorder.pipeline.Acknowledgement;

/** Takes what is chosen in hand, with a name and a note. The name is remembered in this browser. */
@Tag("div")
public final class AcknowledgeBar extends Div {
    /** Takes who and what. */
    @FunctionalInterface
    public interface Take {
        void by(String name, String note);
    }

    private final Element chosen = tag("strong", "");
    private final Element name = field(Acknowledgement.LONGEST_NAME);
    private final Element note = field(Acknowledgement.LONGEST_NOTE);
    private final Element nameLabel = text("span", "", "");
    private final Element noteLabel = text("span", "", "");
    private final NativeButton take = new NativeButton();

    public AcknowledgeBar(Take taken) {
        addClassNames("card", "acknowledge", "filters");
        getElement().setAttribute("role", "group");
        take.addClassName("button");
        take.addClickListener(_ -> {
            String who = name.getProperty("value", "").strip();
            String what = note.getProperty("value", "").strip();
            if (!who.isEmpty()) {
                getElement().executeJs("localStorage.setItem('board-name', $0)", who);
                note.setProperty("value", "");
                taken.by(cut(who, Acknowledgement.LONGEST_NAME), cut(what, Acknowledgement.LONGEST_NOTE));
            } else {
                name.executeJs("this.focus()");
            }
        });
        getElement()
                .appendChild(
                        chosen,
                        tag("label", "", nameLabel, name),
                        tag("label", "wide", noteLabel, note),
                        take.getElement());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement()
                .executeJs("return localStorage.getItem('board-name') || ''")
                .then(String.class, known -> {
                    if (name.getProperty("value", "").isEmpty()) {
                        name.setProperty("value", known);
                    }
                });
    }

    public void show(int number, String text, Words words) {
        setVisible(number > 0);
        chosen.setText(text);
        nameLabel.setText(words.say("risk.name"));
        noteLabel.setText(words.say("risk.note"));
        take.setText(words.say("risk.acknowledge"));
        getElement().setAttribute("aria-label", words.say("risk.acknowledge"));
    }

    private static Element field(int longest) {
        Element field = new Element("input").setAttribute("maxlength", String.valueOf(longest));
        field.addPropertyChangeListener("value", "input", _ -> {});
        return field;
    }

    private static String cut(String text, int longest) {
        String clean = text.replace("\0", "");
        return clean.codePointCount(0, clean.length()) <= longest
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, longest));
    }
}
