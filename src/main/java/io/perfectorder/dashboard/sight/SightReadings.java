package io.perfectorder.dashboard.sight;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrderPage;
import io.perfectorder.pipeline.OrderQuery;
import io.perfectorder.pipeline.Readings;
import io.perfectorder.pipeline.Selection;
import io.perfectorder.pipeline.StoredEvent;
import io.perfectorder.security.ViewScope;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a visitor may read: an order out of scope, or one that nobody can place yet, has no events. */
@Component
@Primary
final class SightReadings implements Readings {
    private final Readings all;
    private final GraceByTier grace;
    private final Sight sight;

    SightReadings(@Qualifier("readings") Readings all, GraceByTier grace, Sight sight) {
        this.all = all;
        this.grace = grace;
        this.sight = sight;
    }

    @Override
    public Mono<SortedMap<String, Tally>> tallies(Selection selection, GroupBy by) {
        return all.tallies(sight.within(selection), by);
    }

    @Override
    public Mono<OrderPage> orders(OrderQuery query) {
        return all.orders(new OrderQuery(
                sight.within(query.selection()), query.measure(), query.wanted(), query.limit(), query.after()));
    }

    @Override
    public Mono<List<StoredEvent>> eventsOf(String subject) {
        ViewScope scope = sight.scope();
        return all.eventsOf(subject).map(events -> scope.isAll() || scope.holds(placeOf(events)) ? events : List.of());
    }

    @Override
    public Mono<Long> lastRecordedMicros() {
        return all.lastRecordedMicros();
    }

    /** Where the order counts; empty while nobody knows. */
    private Map<String, String> placeOf(List<StoredEvent> events) {
        Verdict verdict = OrderFacts.none()
                .withAll(events.stream()
                        .map(StoredEvent::event)
                        .filter(event -> !(event instanceof OrderEvent.CustomerRegistered))
                        .toList())
                .judge(grace);
        return switch (verdict) {
            case Verdict.Waiting _ -> Map.of();
            case Verdict.Withdrawn withdrawn -> values(withdrawn.dimensions());
            case Verdict.Judged judged -> values(judged.dimensions());
        };
    }

    private static Map<String, String> values(Dimensions of) {
        return Map.of("customer", of.customer(), "tier", of.tier(), "region", of.region(), "carrier", of.carrier());
    }
}
