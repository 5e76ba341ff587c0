package io.perfectorder.dashboard.admin;

import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.dom.Element;
import io.perfectorder.dashboard.alerts.Cells;
import io.perfectorder.dashboard.gate.BoardAudit;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.security.Factor;
import io.perfectorder.security.Factors;
import java.util.List;
import reactor.core.publisher.Mono;

/** The second factors on one page. */
final class FactorsDesk extends Desk<Factor> {
    private static final List<String> COLUMNS =
            List.of("gate.name", "admin.since", "admin.factor.codes", "admin.actions");

    private final Factors factors;

    FactorsDesk(Factors factors, StoreQuestions questions, BoardAudit audit) {
        this.factors = factors;
        super(questions, audit);
        addClassName("factors");
    }

    @Override
    String key() {
        return "admin.factors";
    }

    @Override
    Mono<List<Factor>> asked() {
        return factors.all();
    }

    @Override
    List<String> columns() {
        return COLUMNS;
    }

    @Override
    void fill(Element fields) {
        fields.appendChild(text("p", "hint", getTranslation("admin.factors.hint")));
    }

    @Override
    Element row(Factor factor, ViewerFormat format) {
        String who = factor.account().text();
        return Cells.row(
                this::getTranslation,
                COLUMNS,
                tag("th", "", name(who)).setAttribute("scope", "row"),
                text("td", "", format.minute(factor.since())),
                text("td", "", String.valueOf(factor.codesLeft())),
                tag(
                        "td",
                        "actions",
                        button(
                                getTranslation("admin.factor.reset"),
                                getTranslation("admin.factor.reset.of", who),
                                () -> act(
                                        factors.remove(factor.account()),
                                        new BoardAudit.Change("account.factor.reset", who),
                                        _ -> {}))));
    }
}
