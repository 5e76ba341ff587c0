package io.perfectorder.dashboard.atrisk;

import io.perfectorder.core.priority.ProductPriority;
import io.perfectorder.core.priority.RankedOrder;
import io.perfectorder.dashboard.orders.OrderAddress;
import io.perfectorder.dashboard.orders.ReasonTexts;
import io.perfectorder.dashboard.parts.Spans;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import io.perfectorder.pipeline.AtRiskOrder;
import io.perfectorder.pipeline.AtRiskOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides what the queue of orders at risk shows. */
final class RiskPresenter {
    /** Rows on the screen; the ranks below them are counted. */
    static final int MOST_ROWS = 100;

    private static final int NAMED_LINES = 2;

    private final Words words;
    private final ViewerFormat format;

    RiskPresenter(Words words, ViewerFormat format) {
        this.words = words;
        this.format = format;
    }

    RiskModel present(AtRiskOrders list) {
        long hidden = list.total() - Math.min(MOST_ROWS, list.orders().size());
        return new RiskModel(
                words.say(list.total() == 1 ? "risk.total.one" : "risk.total", format.count(list.total())),
                hidden <= 0
                        ? Optional.empty()
                        : Optional.of(words.say(
                                "risk.more",
                                format.count(Math.min(MOST_ROWS, list.orders().size())),
                                format.count(list.orders().size()),
                                format.count(list.total()))),
                list.orders().stream()
                        .limit(MOST_ROWS)
                        .map(order -> row(order, list.at()))
                        .toList());
    }

    private RiskModel.Row row(AtRiskOrder order, Instant now) {
        Instant deadline = order.verdict().deadline();
        boolean past = !deadline.isAfter(now);
        boolean lateArrival = order.estimatedArrival()
                .map(arrival -> arrival.isAfter(deadline))
                .orElse(false);
        String left = Spans.rough(Duration.between(now, deadline), words);
        String status = past ? "risk.past" : lateArrival ? "risk.will-be-late" : "risk.near";
        return new RiskModel.Row(
                order.orderId(),
                OrderAddress.of(order.orderId()),
                String.valueOf(order.ranked().place()),
                order.verdict().dimensions().customer(),
                order.verdict().dimensions().tier(),
                past || lateArrival ? "bad" : "near",
                past ? "warning" : lateArrival ? "down" : "clock",
                words.say(status),
                words.say(past ? "risk.over" : "risk.left", left),
                format.minute(deadline),
                arrival(order, deadline),
                reason(order),
                why(order.ranked()),
                order.acknowledged()
                        .map(taken -> new RiskModel.Taken(taken.by(), format.minute(taken.at()), taken.note())));
    }

    /** The latest estimated arrival against the deadline. */
    private String arrival(AtRiskOrder order, Instant deadline) {
        return order.estimatedArrival()
                .map(arrival -> {
                    Duration late = Duration.between(deadline, arrival);
                    String key = late.isZero()
                            ? "risk.arrival.just"
                            : late.isPositive() ? "risk.arrival.late" : "risk.arrival.early";
                    return words.say(key, format.minute(arrival), Spans.rough(late, words));
                })
                .orElseGet(() -> words.say("risk.arrival.none"));
    }

    private String reason(AtRiskOrder order) {
        if (order.supplierCancelled().isPresent()) {
            return words.say(
                    "risk.reason.given-up",
                    format.minute(order.supplierCancelled().get()));
        }
        if (!order.delivered()) {
            return words.say(order.estimatedArrival().isPresent() ? "risk.reason.on-its-way" : "risk.reason.not-sent");
        }
        ReasonTexts texts = new ReasonTexts(words, format);
        String lines = order.lacking().stream()
                .limit(NAMED_LINES)
                .map(texts::shortage)
                .collect(Collectors.joining(words.say("reason.and")));
        int more = order.lacking().size() - NAMED_LINES;
        return more > 0 ? lines + words.say("reason.and") + words.say("reason.more-short", format.count(more)) : lines;
    }

    /** Why this rank: the product that decides, and what put the order behind the one before it. */
    private String why(RankedOrder ranked) {
        String product = ranked.best().map(this::product).orElseGet(() -> words.say("risk.why.unranked"));
        String after = switch (ranked.after()) {
            case FIRST -> words.say("risk.after.first");
            case PRODUCT -> words.say(ranked.best().isPresent() ? "risk.after.product" : "risk.after.unranked");
            case TIER -> words.say("risk.after.tier", ranked.order().tier());
            case TIME_LEFT -> words.say("risk.after.time");
            case ORDER_ID -> words.say("risk.after.id");
        };
        return words.say("risk.why.both", product, after);
    }

    private String product(ProductPriority best) {
        return words.say(
                "risk.why.product",
                best.toString(),
                best.product().sku(),
                String.valueOf(best.product().profitabilityRank()),
                String.valueOf(best.product().importance().grade()),
                String.valueOf(best.product().criticalValue()));
    }
}
