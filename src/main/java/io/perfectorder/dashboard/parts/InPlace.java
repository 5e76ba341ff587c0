package io.perfectorder.dashboard.parts;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.List;

/** Content that is described anew with each answer and changed only where it differs. The focus stays, also in a row that is moved. */
@Tag("div")
public final class InPlace extends Div {
    /** A browser takes the focus from what is moved; it is given back unless the viewer went elsewhere. */
    private static final String REMEMBER = """
            this.addEventListener('focusin', event => {
                clearTimeout(this.$leaving);
                this.$at = event.target;
            });
            this.addEventListener('focusout', () => {
                this.$leaving = setTimeout(() => this.$at = undefined, 200);
            });""";

    private static final String GIVE_BACK = """
            if (this.$at && this.$at.isConnected && document.activeElement === document.body) {
                this.$at.focus({preventScroll: true});
            }""";

    public InPlace() {
        addAttachListener(event -> {
            if (event.isInitialAttach()) {
                getElement().executeJs(REMEMBER);
            }
        });
    }

    public void show(Element... wanted) {
        Patch.children(getElement(), List.of(wanted));
        getElement().executeJs(GIVE_BACK);
    }
}
