package io.perfectorder.dashboard.sight;

import io.perfectorder.pipeline.AtRiskOrders;
import io.perfectorder.pipeline.GroupBy;
import io.perfectorder.pipeline.OrdersAtRisk;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The orders at risk that a visitor may see, ranked among themselves. */
@Component
@Primary
final class SightOrdersAtRisk implements OrdersAtRisk {
    private final OrdersAtRisk all;
    private final Sight sight;

    SightOrdersAtRisk(@Qualifier("ordersAtRisk") OrdersAtRisk all, Sight sight) {
        this.all = all;
        this.sight = sight;
    }

    /** Another scope than the visitor's is not asked for. */
    @Override
    public Mono<AtRiskOrders> within(Map<GroupBy, Set<String>> scope) {
        Map<GroupBy, Set<String>> own = Sight.dimensions(sight.scope());
        if (!scope.isEmpty() && !scope.equals(own)) {
            throw new IllegalArgumentException("a view asks for " + scope);
        }
        return all.within(own);
    }

    @Override
    public void changed() {
        all.changed();
    }
}
