package io.perfectorder.dashboard.orders;

import static io.perfectorder.dashboard.parts.Tags.badge;
import static io.perfectorder.dashboard.parts.Tags.icon;
import static io.perfectorder.dashboard.parts.Tags.link;
import static io.perfectorder.dashboard.parts.Tags.name;
import static io.perfectorder.dashboard.parts.Tags.tag;
import static io.perfectorder.dashboard.parts.Tags.text;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.i18n.LocaleChangeEvent;
import com.vaadin.flow.i18n.LocaleChangeObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.signals.Signal;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.live.LiveBoard;
import io.perfectorder.dashboard.live.LiveSnapshots;
import io.perfectorder.dashboard.live.Question;
import io.perfectorder.dashboard.live.StoreQuestions;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.pipeline.OrderList;
import io.perfectorder.pipeline.OrderListSort;
import io.perfectorder.pipeline.OrderListSort.Column;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.Selection;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The orders behind a number: pinned to an instant when the address names one, else following the clock. */
@Route("orders")
class OrdersView extends Main implements BeforeEnterObserver, LocaleChangeObserver, HasDynamicTitle {
    /** A list that follows the clock asks again at most so often. */
    private static final Duration LIVE_GAP = Duration.ofSeconds(5);

    private record Answer(long total, List<OrderRow> rows) {}

    private final OrderLists lists;
    private final ApiPort api;
    private final LiveBoard page;
    private final Question question;
    private final H1 title = new H1();
    private final Div summary = new Div();
    private final Div messages = new Div();
    private final OrdersFilters filters;
    private final Div table = new Div();
    private final Div foot = new Div();
    private OrdersRequest request = OrdersRequest.of(Map.of());
    private String apiRoot = "";
    private Instant asOf = Instant.EPOCH;
    private Instant knownAt = Instant.EPOCH;
    private Instant askedAt = Instant.EPOCH;
    private @Nullable Answer answer;

    OrdersView(LiveSnapshots live, StoreQuestions questions, OrderLists lists, ApiPort api) {
        this.lists = lists;
        this.api = api;
        page = live.board(UI.getCurrentOrThrow());
        question = questions.of(this);
        filters = new OrdersFilters(changes -> go(request.with(changes)));
        addClassName("orders");
        summary.addClassName("summary");
        summary.getElement().setAttribute("aria-live", "polite");
        messages.getElement().setAttribute("role", "alert");
        table.addClassNames("card", "table");
        foot.addClassName("pager");
        add(title, summary, messages, filters, table, foot);
        Signal.effect(this, () -> follow(page.now().get().snapshot()));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("place.ORDERS") + " · " + getTranslation("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        request = OrdersRequest.of(event.getLocation().getQueryParameters().getParameters());
        if (VaadinRequest.getCurrent() instanceof HttpServletRequest http) {
            apiRoot = (http.isSecure() ? "https://" : "http://") + http.getServerName() + ":" + api.number();
        }
        answer = null;
        Snapshot now = page.now().peek().snapshot();
        ask(now);
        show();
    }

    @Override
    public void localeChange(LocaleChangeEvent event) {
        show();
        event.getUI().getPage().setTitle(getPageTitle());
    }

    private void go(String address) {
        int query = address.indexOf('?');
        getUI().ifPresent(ui ->
                ui.navigate(address.substring(0, query), QueryParameters.fromString(address.substring(query + 1))));
    }

    private void follow(Snapshot now) {
        boolean news = !now.asOf().equals(asOf) || !now.knownAt().equals(knownAt);
        boolean soon = Duration.between(askedAt, now.takenAt()).compareTo(LIVE_GAP) < 0;
        if (!request.pinned() && news && !soon && !question.open()) {
            ask(now);
        }
    }

    private void ask(Snapshot now) {
        asOf = request.asOf().orElse(now.asOf());
        knownAt = request.knownAt().orElse(now.knownAt());
        askedAt = now.takenAt();
        long end = Panes.lastMinuteOf(asOf);
        OrderList list = new OrderList(
                new Selection(
                        end - request.window().toMinutes(),
                        end,
                        ChronoUnit.MICROS.between(Instant.EPOCH, knownAt),
                        request.filters()),
                request.measure(),
                request.outcome(),
                request.causes(),
                request.sort());
        long offset = (long) request.page() * OrdersPresenter.PAGE;
        question.ask(
                UI.getCurrentOrThrow(),
                Mono.zip(lists.count(list), lists.page(list, offset, OrdersPresenter.PAGE))
                        .map(read -> new Answer(read.getT1(), read.getT2())),
                read -> {
                    answer = read;
                    show();
                },
                () -> say(List.of(getTranslation("store.away"))));
    }

    private void show() {
        UI ui = UI.getCurrentOrThrow();
        title.setText(getTranslation("place.ORDERS"));
        say(request.wrong().entrySet().stream()
                .map(wrong -> getTranslation("address.wrong", wrong.getKey(), wrong.getValue()))
                .toList());
        filters.show(request, KnownValues.in(page.now().peek().snapshot()), this::getTranslation);
        summary.getElement().removeAllChildren();
        foot.getElement().removeAllChildren();
        Answer shown = answer;
        if (shown == null) {
            table.getElement().removeAllChildren().appendChild(text("p", "empty", getTranslation("loading")));
            return;
        }
        OrdersPresenter presenter = new OrdersPresenter(this::getTranslation, ViewerFormat.of(ui));
        OrdersModel model = presenter.present(request, asOf, shown.total(), shown.rows());
        summary.getElement()
                .appendChild(
                        text("strong", "total", model.total())
                                .setAttribute("data-total", String.valueOf(shown.total())),
                        text("span", "what", model.summary()),
                        pin(),
                        export(shown.total()));
        table.getElement()
                .removeAllChildren()
                .appendChild(model.empty()
                        .map(why -> tag("div", "empty", text("p", "", why), reset()))
                        .orElseGet(() -> rows(model)));
        foot.getElement().appendChild(text("span", "", model.pages()));
        model.previous()
                .ifPresent(href -> foot.getElement()
                        .appendChild(link(href, "button", text("span", "", getTranslation("orders.previous")))));
        model.next()
                .ifPresent(href -> foot.getElement()
                        .appendChild(link(href, "button", text("span", "", getTranslation("orders.next")))));
    }

    private void say(List<String> texts) {
        messages.getElement().removeAllChildren();
        texts.forEach(each -> messages.getElement().appendChild(text("p", "message", each)));
    }

    /** Whether the list stands still, and the way to the other. */
    private Element pin() {
        if (request.pinned()) {
            return tag(
                    "span",
                    "pin",
                    badge("none", "pause", getTranslation("orders.pinned")),
                    link(
                            request.with(Map.of("asOf", "", "knownAt", "")),
                            "button",
                            icon("play"),
                            text("span", "", getTranslation("orders.live"))));
        }
        return tag(
                "span",
                "pin",
                badge("good", "play", getTranslation("live.live")),
                link(
                        request.with(Map.of("asOf", asOf.toString(), "knownAt", knownAt.toString())),
                        "button",
                        icon("pause"),
                        text("span", "", getTranslation("orders.pin"))));
    }

    private Element export(long total) {
        String format = ViewerFormat.of(UI.getCurrentOrThrow()).count(total);
        return tag("a", "button export", icon("download"), text("span", "", getTranslation("orders.export", format)))
                .setAttribute("href", apiRoot + "/api/orders.csv" + request.export(asOf, knownAt))
                .setAttribute("download", true);
    }

    private Element reset() {
        return link("orders?window=" + request.window(), "button", text("span", "", getTranslation("orders.reset")));
    }

    private Element rows(OrdersModel model) {
        Element head = tag("tr", "");
        for (Column column : Column.values()) {
            head.appendChild(heading(column));
        }
        head.appendChild(text("th", "", getTranslation("orders.verdict")).setAttribute("scope", "col"));
        Element body = tag("tbody", "");
        model.rows().forEach(row -> body.appendChild(row(row)));
        return tag("table", "list", text("caption", "unseen", model.summary()), tag("thead", "", head), body);
    }

    private Element heading(Column column) {
        OrderListSort now = request.sort();
        boolean sorted = now.column() == column;
        OrderListSort next = new OrderListSort(column, sorted && !now.descending());
        Element sort = link(
                request.with(Map.of("sort", next.equals(OrderListSort.BY_DEADLINE) ? "" : next.text())),
                "sort",
                text("span", "", getTranslation("by." + column.key())));
        Element cell = tag("th", "", sort).setAttribute("scope", "col");
        if (sorted) {
            cell.setAttribute("aria-sort", now.descending() ? "descending" : "ascending");
        }
        return cell;
    }

    private Element row(OrdersModel.Row row) {
        Element marks = tag("td", "marks");
        row.marks().forEach(mark -> marks.appendChild(badge(mark.tone(), mark.icon(), getTranslation(mark.word()))));
        return tag(
                "tr",
                "",
                cell("deadline", text("span", "", row.deadline())),
                cell("id", link(row.href(), "id", name(row.id()))),
                cell("customer", name(row.customer())),
                cell("tier", name(row.tier())),
                cell("region", name(row.region())),
                cell("distributionCentre", name(row.distributionCentre())),
                cell("carrier", name(row.carrier())),
                marks);
    }

    private Element cell(String column, Element content) {
        return tag("td", "", content).setAttribute("data-label", getTranslation("by." + column));
    }
}
