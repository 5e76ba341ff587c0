package io.perfectorder.dashboard.sight;

import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderList;
import io.perfectorder.pipeline.OrderLists;
import io.perfectorder.pipeline.OrderRow;
import io.perfectorder.pipeline.Selection;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The lists that a visitor may see. */
@Component
@Primary
final class SightOrderLists implements OrderLists {
    private final OrderLists all;
    private final Sight sight;

    SightOrderLists(@Qualifier("orderLists") OrderLists all, Sight sight) {
        this.all = all;
        this.sight = sight;
    }

    @Override
    public Mono<Long> count(OrderList list) {
        return all.count(within(list));
    }

    @Override
    public Mono<List<OrderRow>> page(OrderList list, long offset, int limit) {
        return all.page(within(list), offset, limit);
    }

    @Override
    public Flux<OrderRow> all(OrderList list) {
        return all.all(within(list));
    }

    @Override
    public Mono<Map<Integer, Long>> verdicts(Selection selection) {
        return all.verdicts(sight.within(selection));
    }

    @Override
    public Mono<List<String>> values(Selection selection, GroupBy by, int limit) {
        return all.values(sight.within(selection), by, limit);
    }

    private OrderList within(OrderList list) {
        return new OrderList(sight.within(list.selection()), list.measure(), list.wanted(), list.causes(), list.sort());
    }
}
