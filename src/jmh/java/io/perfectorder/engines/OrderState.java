package io.perfectorder.engines;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of one order as one would write it for any keyed operator: its messages in a list, and what they last amounted to. The
 * contract of the events in full, with plain loops over a handful of messages.
 */
public final class OrderState implements Serializable {
    private static final long serialVersionUID = 1;

    public ArrayList<OrderMessage> messages = new ArrayList<>(6);
    public @Nullable Judgement judgement;

    /** For serializers. */
    public OrderState() {}

    /** For EPL, which calls static methods, and one without an argument that changes only once for all. */
    public static OrderState fresh(String orderId) {
        return new OrderState();
    }

    /** Takes one message; what changes in the panes because of it. */
    public List<PaneDelta> apply(OrderMessage message) {
        for (OrderMessage known : messages) {
            if (known.is(message.source, message.id)) {
                return List.of();
            }
        }
        messages.add(message);
        Judgement before = judgement;
        Judgement after = judge();
        if (Objects.equals(before, after)) {
            return List.of();
        }
        judgement = after;
        List<PaneDelta> deltas = new ArrayList<>(8);
        if (before != null) {
            before.addTo(deltas, -1);
        }
        if (after != null) {
            after.addTo(deltas, 1);
        }
        return deltas;
    }

    private @Nullable Judgement judge() {
        OrderMessage placed = null;
        OrderMessage cancelled = null;
        OrderMessage carrier = null;
        OrderMessage centre = null;
        OrderMessage from = null;
        OrderMessage by = null;
        OrderMessage ordered = null;
        List<OrderMessage> deliveries = new ArrayList<>(2);
        int met = Judgement.DAMAGE_FREE | Judgement.DOCUMENTS_RIGHT;
        for (OrderMessage m : messages) {
            if (isRetracted(m)) {
                continue;
            }
            if (m.type == OrderMessage.Type.DISPATCHED || m.type == OrderMessage.Type.DELIVERED) {
                carrier = m.carrier == null ? carrier : first(carrier, m);
                centre = m.centre == null ? centre : first(centre, m);
            }
            switch (m.type) {
                case PLACED -> placed = first(placed, m);
                case CANCELLED -> cancelled = first(cancelled, m);
                case AMENDED -> {
                    if (m.byCustomer) {
                        from = m.promisedFrom == 0 ? from : last(from, m);
                        by = m.promisedBy == 0 ? by : last(by, m);
                        ordered = m.lines.length == 0 ? ordered : last(ordered, m);
                    }
                }
                case DELIVERED -> correct(deliveries, m);
                case DAMAGED -> met &= ~Judgement.DAMAGE_FREE;
                case RETURNED ->
                    met &= "DAMAGED".equals(m.reason) || "DEFECTIVE".equals(m.reason) ? ~Judgement.DAMAGE_FREE : ~0;
                case DISPUTED -> met &= ~Judgement.DOCUMENTS_RIGHT;
                case COMPLAINED -> met |= Judgement.COMPLAINED;
                case DISPATCHED, RETRACTED, OTHER -> {}
            }
        }
        if (placed == null || isWithdrawn(cancelled, deliveries)) {
            return null;
        }
        long deadline = by == null ? placed.promisedBy : by.promisedBy;
        met |= timing(deliveries, from == null ? placed.promisedFrom : from.promisedFrom, deadline);
        met |= inFull(ordered == null ? placed : ordered, deliveries) ? Judgement.IN_FULL : 0;
        return new Judgement(
                placed.tier == null ? "unassigned" : placed.tier,
                placed.region == null ? "unknown" : placed.region,
                placed.centre != null
                        ? placed.centre
                        : centre == null ? "unknown" : Objects.requireNonNull(centre.centre),
                placed.carrier != null
                        ? placed.carrier
                        : carrier == null ? "unknown" : Objects.requireNonNull(carrier.carrier),
                Math.ceilDiv(deadline, 60_000),
                met);
    }

    private boolean isRetracted(OrderMessage message) {
        if (message.type != OrderMessage.Type.RETRACTED) {
            for (OrderMessage m : messages) {
                if (m.retractedId != null && message.is(Objects.requireNonNull(m.retractedSource), m.retractedId)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static OrderMessage first(@Nullable OrderMessage one, OrderMessage other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private static OrderMessage last(@Nullable OrderMessage one, OrderMessage other) {
        return one == null || one.isBefore(other) ? other : one;
    }

    private static void correct(List<OrderMessage> deliveries, OrderMessage delivery) {
        for (int i = 0; i < deliveries.size(); i++) {
            if (Objects.equals(deliveries.get(i).deliveryId, delivery.deliveryId)) {
                deliveries.set(i, last(deliveries.get(i), delivery));
                return;
            }
        }
        deliveries.add(delivery);
    }

    private static boolean isWithdrawn(@Nullable OrderMessage cancelled, List<OrderMessage> deliveries) {
        if (cancelled == null || !cancelled.byCustomer) {
            return false;
        }
        for (OrderMessage delivery : deliveries) {
            if (delivery.time < cancelled.time) {
                return false;
            }
        }
        return true;
    }

    private static int timing(List<OrderMessage> deliveries, long from, long deadline) {
        if (deliveries.isEmpty()) {
            return 0;
        }
        for (OrderMessage delivery : deliveries) {
            if (delivery.time > deadline || delivery.time < from) {
                return Judgement.DELIVERED;
            }
        }
        return Judgement.DELIVERED | Judgement.ON_TIME;
    }

    private boolean inFull(OrderMessage ordered, List<OrderMessage> deliveries) {
        for (int i = 0; i < ordered.lines.length; i++) {
            long missing = ordered.quantities[i];
            for (OrderMessage delivery : deliveries) {
                missing -= quantity(delivery, ordered.lines[i]);
            }
            for (OrderMessage m : messages) {
                if (m.type == OrderMessage.Type.RETURNED && "WRONG_ITEM".equals(m.reason) && !isRetracted(m)) {
                    missing += quantity(m, ordered.lines[i]);
                }
            }
            if (missing > 0) {
                return false;
            }
        }
        return true;
    }

    private static long quantity(OrderMessage message, int line) {
        long quantity = 0;
        for (int i = 0; i < message.lines.length; i++) {
            quantity += message.lines[i] == line ? message.quantities[i] : 0;
        }
        return quantity;
    }
}
