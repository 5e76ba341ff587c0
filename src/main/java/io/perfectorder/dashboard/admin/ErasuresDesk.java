package io.perfectorder.dashboard.admin;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.Cells;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.gate.Visitor;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.pipeline.Erasure;
import io.perfectorder.pipeline.Erasures;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import reactor.core.publisher.Mono;

/** The erasures on one page. The id is typed twice, and is shown, kept and told nowhere. */
final class ErasuresDesk extends Desk<Erasure> {
    private static final List<String> COLUMNS = List.of(
            "admin.erasure.pseudonym", "admin.state", "admin.since", "admin.erasure.by", "admin.erasure.orders");
    private static final int SHOWN = 100;
    private static final int LONGEST = 100;

    private final Erasures erasures;
    private final InstantSource wall;

    ErasuresDesk(Erasures erasures, StoreQuestions questions, BoardAudit audit, InstantSource wall) {
        this.erasures = erasures;
        this.wall = wall;
        super(questions, audit);
        addClassName("erasures");
    }

    @Override
    String key() {
        return "admin.erasures";
    }

    @Override
    Mono<List<Erasure>> asked() {
        return erasures.newest(SHOWN);
    }

    @Override
    List<String> columns() {
        return COLUMNS;
    }

    @Override
    void fill(Element fields) {
        Element customer = line(LONGEST);
        Element again = line(LONGEST);
        fields.appendChild(
                text("p", "hint", getTranslation("admin.erasures.hint")),
                field(getTranslation("admin.erasure.customer"), customer),
                field(getTranslation("admin.erasure.again"), again),
                button(getTranslation("admin.erasure.erase"), "", () -> erase(customer, again)),
                button(getTranslation("admin.erasure.look"), "", this::ask));
    }

    @Override
    Element row(Erasure erasure, ViewerFormat format) {
        return Cells.row(
                this::getTranslation,
                COLUMNS,
                tag("th", "", name(erasure.pseudonym())).setAttribute("scope", "row"),
                tag("td", "", state(erasure)),
                text("td", "", format.minute(erasure.askedAt())),
                tag("td", "", name(erasure.askedBy())),
                text("td", "number", erasure.finishedAt().isPresent() ? String.valueOf(erasure.orders()) : "—"));
    }

    private Element state(Erasure erasure) {
        return erasure.finishedAt().isPresent()
                ? badge("good", "check", getTranslation("admin.erasure.finished"))
                : badge("near", "clock", getTranslation("admin.erasure.under-way"));
    }

    private void erase(Element customer, Element again) {
        String id = customer.getProperty("value", "");
        if (id.isEmpty() || id.length() > LONGEST || id.indexOf('\0') >= 0) {
            say(getTranslation("admin.erasure.no-id"));
            return;
        }
        if (!id.equals(again.getProperty("value", ""))) {
            say(getTranslation("admin.erasure.differs"));
            return;
        }
        act(
                erasures.ask(id, Visitor.now().signature(), wall.instant().truncatedTo(ChronoUnit.MICROS)),
                asked -> new BoardAudit.Change("customer.erase", asked.pseudonym()),
                asked -> {
                    customer.setProperty("value", "");
                    again.setProperty("value", "");
                    say(getTranslation("admin.erasure.asked", asked.pseudonym()));
                });
    }
}
