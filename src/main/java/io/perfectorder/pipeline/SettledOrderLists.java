package io.perfectorder.pipeline;

import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists of orders that first wait until the verdict history holds all that was acknowledged, like {@link SettledReadings}. */
public final class SettledOrderLists implements OrderLists {
    private final OrderLists lists;
    private final MonitorLoop loop;

    public SettledOrderLists(OrderLists lists, MonitorLoop loop) {
        this.lists = lists;
        this.loop = loop;
    }

    @Override
    public Mono<Long> count(OrderList list) {
        return loop.settled().then(lists.count(list));
    }

    @Override
    public Mono<List<OrderRow>> page(OrderList list, long offset, int limit) {
        return loop.settled().then(lists.page(list, offset, limit));
    }

    @Override
    public Flux<OrderRow> all(OrderList list) {
        return loop.settled().thenMany(lists.all(list));
    }

    @Override
    public Mono<Map<Integer, Long>> verdicts(Selection selection) {
        return loop.settled().then(lists.verdicts(selection));
    }

    @Override
    public Mono<List<String>> values(Selection selection, GroupBy by, int limit) {
        return loop.settled().then(lists.values(selection, by, limit));
    }
}
