package io.perfectorder.alerting;

import io.perfectorder.core.alert.LateOrder;
import io.perfectorder.core.priority.ProductPriority;
import io.perfectorder.pipeline.AtRiskOrder;
import io.perfectorder.pipeline.AtRiskOrders;
import java.util.List;

/** The orders at risk as rules see them. */
final class LateOrders {
    private LateOrders() {}

    static List<LateOrder> of(AtRiskOrders orders) {
        return orders.orders().stream().map(LateOrders::of).toList();
    }

    private static LateOrder of(AtRiskOrder order) {
        return new LateOrder(
                order.orderId(),
                order.ranked().order().tier(),
                order.ranked().best().map(ProductPriority::place),
                order.verdict().deadline(),
                order.estimatedArrival());
    }
}
