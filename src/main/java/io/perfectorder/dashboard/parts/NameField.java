package io.perfectorder.dashboard.parts;

import static io.perfectorder.dashboard.parts.Tags.tag;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.pipeline.Acknowledgement;
import java.util.Optional;

/** Who does it. The name is remembered in this browser. */
@Tag("label")
public final class NameField extends Div {
    private final Element label = tag("span", "");
    private final Element input =
            new Element("input").setAttribute("maxlength", String.valueOf(Acknowledgement.LONGEST_NAME));

    public NameField() {
        input.addPropertyChangeListener("value", "input", _ -> {});
        getElement().appendChild(label, input);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement()
                .executeJs("return localStorage.getItem('board-name') || ''")
                .then(String.class, known -> {
                    if (input.getProperty("value", "").isEmpty()) {
                        input.setProperty("value", known);
                    }
                });
    }

    /** Somebody with an account goes by its name. */
    public void show(Words words) {
        setVisible(Visitor.now().signature().isEmpty());
        label.setText(words.say("risk.name"));
    }

    /** The name, now remembered; empty, and asked for, when there is none. */
    public Optional<String> take() {
        String account = Visitor.now().signature();
        if (!account.isEmpty()) {
            return Optional.of(account);
        }
        String name = Cut.to(input.getProperty("value", "").strip(), Acknowledgement.LONGEST_NAME);
        if (name.isEmpty()) {
            input.executeJs("this.focus()");
            return Optional.empty();
        }
        getElement().executeJs("localStorage.setItem('board-name', $0)", name);
        return Optional.of(name);
    }
}
