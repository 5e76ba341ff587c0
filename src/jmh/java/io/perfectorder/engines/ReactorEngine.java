package io.perfectorder.engines;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Plain Reactor. Orders are grouped by a part of their id, since a group for each order makes {@code flatMap} look at every order again
 * and again; each part scans its orders, and windows of changes are collected by pane.
 */
final class ReactorEngine implements Contender {
    private static final int PARTS = 64;
    private static final int WINDOW = 10_000;

    private final List<OrderMessage> messages;

    ReactorEngine(Feed feed) {
        messages = feed.messages();
    }

    private record Step(Map<String, OrderState> orders, List<PaneDelta> deltas) {
        Step with(OrderMessage message) {
            OrderState order = orders.computeIfAbsent(message.orderId, _ -> new OrderState());
            return new Step(orders, order.apply(message));
        }
    }

    @Override
    public Totals count() {
        Map<PaneKey, long[]> panes = Flux.fromIterable(messages)
                .groupBy(message -> message.orderId.hashCode() & PARTS - 1)
                .flatMap(ReactorEngine::changes, PARTS)
                .window(WINDOW)
                .concatMap(ReactorEngine::counts)
                .scan(new HashMap<>(), ReactorEngine::plus)
                .last()
                .block();
        Totals totals = new Totals();
        panes.forEach((pane, counts) -> totals.add(pane.dimension(), pane.value(), counts));
        return totals;
    }

    private static Flux<PaneDelta> changes(Flux<OrderMessage> ofPart) {
        return ofPart.scan(new Step(new HashMap<>(), List.of()), Step::with).concatMapIterable(Step::deltas);
    }

    private static Mono<Map<PaneKey, long[]>> counts(Flux<PaneDelta> window) {
        return window.collect(
                HashMap::new,
                (panes, delta) -> delta.addTo(panes.computeIfAbsent(delta.key(), _ -> new long[Totals.COUNTS])));
    }

    private static Map<PaneKey, long[]> plus(Map<PaneKey, long[]> all, Map<PaneKey, long[]> more) {
        more.forEach((pane, counts) -> {
            long[] sum = all.computeIfAbsent(pane, _ -> new long[Totals.COUNTS]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += counts[i];
            }
        });
        return all;
    }
}
