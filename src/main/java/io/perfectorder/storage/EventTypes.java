package io.perfectorder.storage;

import io.perfectorder.core.order.OrderEvent;

/** The names of the contract for the types of events. */
final class EventTypes {
    private EventTypes() {}

    static String nameOf(OrderEvent event) {
        return switch (event) {
            case OrderEvent.Placed _ -> "order.placed";
            case OrderEvent.Amended _ -> "order.amended";
            case OrderEvent.Cancelled _ -> "order.cancelled";
            case OrderEvent.Dispatched _ -> "delivery.dispatched";
            case OrderEvent.Estimated _ -> "delivery.estimated";
            case OrderEvent.Delivered _ -> "delivery.completed";
            case OrderEvent.GoodsDamaged _ -> "goods.damaged";
            case OrderEvent.GoodsReturned _ -> "goods.returned";
            case OrderEvent.DocumentDisputed _ -> "document.disputed";
            case OrderEvent.ComplaintOpened _ -> "complaint.opened";
            case OrderEvent.ComplaintResolved _ -> "complaint.resolved";
            case OrderEvent.CustomerRegistered _ -> "customer.registered";
            case OrderEvent.Retracted _ -> "event.retracted";
        };
    }
}
