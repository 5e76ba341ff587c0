package io.perfectorder.dashboard.admin;

import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.server.VaadinServletRequest;
import io.perfectorder.dashboard.alerts.Cells;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Permission;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A part with a form above a table of what is kept: asks for the rows, shows them, and asks again after every act. */
@Tag("section")
abstract class Desk<T> extends Div implements LocaleChangeObserver {
    private final BoardAudit audit;
    private final Question asking;
    private final Question acting;
    private final Element head = tag("div", "head");
    private final Element form = tag("div", "filters");
    private final Element said = tag("div", "said");
    private final Element table = tag("div", "");
    private final String root;
    private List<T> rows = List.of();

    Desk(StoreQuestions questions, BoardAudit audit) {
        this.audit = audit;
        asking = questions.of(this);
        acting = questions.of(this);
        addClassNames("card", "table", "alert-tables");
        said.setAttribute("role", "status");
        getElement().appendChild(head, form, said, table);
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        root = request == null
                ? ""
                : request.getScheme() + "://" + request.getHttpServletRequest().getHeader("Host");
        ask();
    }

    /** The key of the title, and the beginning of those of its texts. */
    abstract String key();

    abstract Mono<List<T>> asked();

    abstract List<String> columns();

    abstract Element row(T row, ViewerFormat format);

    abstract void fill(Element fields);

    @Override
    public void localeChange(LocaleChangeEvent event) {
        head.removeAllChildren().appendChild(text("h2", "", getTranslation(key())));
        form.removeAllChildren();
        fill(form);
        said.removeAllChildren();
        show();
    }

    final void ask() {
        asking.ask(
                UI.getCurrentOrThrow(),
                asked(),
                found -> {
                    rows = found;
                    show();
                },
                this::away);
    }

    /** Does what only an administrator may, then shows what is there now. */
    final <R> void act(Mono<R> act, BoardAudit.Change change, Consumer<R> then) {
        act(act, _ -> change, then);
    }

    /** The same for an act of which only what came of it tells what was changed. */
    final <R> void act(Mono<R> act, Function<R, BoardAudit.Change> change, Consumer<R> then) {
        Visitor.now().check(Permission.ADMINISTER);
        acting.ask(
                UI.getCurrentOrThrow(),
                audit.told(act, change),
                done -> {
                    said.removeAllChildren();
                    then.accept(done);
                    ask();
                },
                this::away);
    }

    /** A button of this part. */
    final Element button(String word, String about, Runnable pressed) {
        return Cells.button(Permission.ADMINISTER, word, about, pressed);
    }

    final void say(String words) {
        said.removeAllChildren().appendChild(text("p", "message", words));
    }

    /** Shows an address once: it is kept nowhere. */
    final void hand(String words, String path) {
        Element address = new Element("input")
                .setAttribute("readonly", true)
                .setAttribute("value", root + path)
                .setAttribute("aria-label", words)
                .setAttribute("class", "handed");
        said.removeAllChildren().appendChild(text("p", "message", words), address);
    }

    static Element field(String label, Element control) {
        return tag("label", "", text("span", "", label), control);
    }

    /** A line of text, whose value the server knows when a button is pressed. */
    static Element line(int longest) {
        Element input = new Element("input")
                .setAttribute("maxlength", String.valueOf(longest))
                .setAttribute("autocomplete", "off");
        input.addPropertyChangeListener("value", "input", _ -> {});
        return input;
    }

    static Element choice(List<String> values, List<String> words, String chosen) {
        Element select = new Element("select");
        for (int i = 0; i < values.size(); i++) {
            Element option = text("option", "", words.get(i)).setAttribute("value", values.get(i));
            if (values.get(i).equals(chosen)) {
                option.setAttribute("selected", true);
            }
            select.appendChild(option);
        }
        select.setProperty("value", chosen);
        select.addPropertyChangeListener("value", "change", _ -> {});
        return select;
    }

    private void away() {
        say(getTranslation("store.away"));
    }

    private void show() {
        ViewerFormat format = ViewerFormat.of(UI.getCurrentOrThrow());
        Element body = tag("tbody", "");
        rows.forEach(each -> body.appendChild(row(each, format)));
        table.removeAllChildren()
                .appendChild(
                        rows.isEmpty()
                                ? text("p", "hint", getTranslation(key() + ".none"))
                                : Cells.table(this::getTranslation, key(), columns(), body));
    }
}
