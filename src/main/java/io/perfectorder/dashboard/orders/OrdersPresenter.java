package io.perfectorder.dashboard.orders;

import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.dashboard.parts.Spans;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.pipeline.OrderRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Decides what a list of orders shows. */
final class OrdersPresenter {
    static final int PAGE = 50;

    private final Words words;
    private final ViewerFormat format;

    OrdersPresenter(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
    }

    OrdersModel present(OrdersRequest request, Instant asOf, long total, List<OrderRow> rows) {
        long first = (long) request.page() * PAGE + 1;
        boolean paged = total > PAGE;
        return new OrdersModel(
                summary(request, asOf),
                words.say(total == 1 ? "orders.total.one" : "orders.total", format.count(total)),
                rows.stream().map(this::row).toList(),
                rows.isEmpty() ? Optional.of(empty(request, total)) : Optional.empty(),
                paged && !rows.isEmpty()
                        ? words.say(
                                "orders.page",
                                format.count(first),
                                format.count(first + rows.size() - 1),
                                format.count(total))
                        : "",
                request.page() > 0 ? Optional.of(page(request, request.page() - 1)) : Optional.empty(),
                first + PAGE <= total ? Optional.of(page(request, request.page() + 1)) : Optional.empty());
    }

    /** Which orders these are: outcome, measure and window. */
    private String summary(OrdersRequest request, Instant asOf) {
        String measure = words.say("measure." + request.measure().key());
        String outcome = words.say("outcome." + request.outcome().name().toLowerCase(Locale.ROOT));
        return words.say(
                "orders.summary",
                measure,
                outcome,
                window(request.window()),
                format.minute(asOf.minus(request.window())),
                format.minute(asOf));
    }

    /** The length of a window in words. */
    String window(Duration window) {
        return Arrays.stream(LiveWindow.values())
                .filter(live -> live.length().equals(window))
                .findFirst()
                .map(live -> words.say("window." + live.name()))
                .orElseGet(() -> Spans.rough(window, words));
    }

    private String empty(OrdersRequest request, long total) {
        if (total > 0) {
            return words.say("orders.empty.page", format.count(total));
        }
        boolean filtered =
                !request.filters().isEmpty() || !request.causes().all().isEmpty();
        return words.say(filtered ? "orders.empty.filtered" : "orders.empty");
    }

    private static String page(OrdersRequest request, int page) {
        return request.with(Map.of("page", page == 0 ? "" : String.valueOf(page + 1)));
    }

    private OrdersModel.Row row(OrderRow row) {
        Dimensions place = row.verdict().dimensions();
        return new OrdersModel.Row(
                row.orderId(),
                OrderAddress.of(row.orderId()),
                format.second(row.verdict().deadline()),
                place.customer(),
                place.tier(),
                place.region(),
                place.distributionCentre(),
                place.carrier(),
                Mark.of(row.verdict()));
    }
}
