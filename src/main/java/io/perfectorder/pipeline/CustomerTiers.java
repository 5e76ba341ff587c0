package io.perfectorder.pipeline;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.verdict.Dimensions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tiers that customers have now, and which of them are about to change: an order without a tier of its own takes the tier that its
 * customer has when it is accepted, so it waits while an event of that customer is still under way. Confined to the loop.
 */
final class CustomerTiers {
    private final Map<String, String> tiers;
    private final Map<String, Integer> changing = new HashMap<>();

    CustomerTiers(Map<String, String> tiers) {
        this.tiers = new HashMap<>(tiers);
    }

    /** Whether the event can be given its tier now. */
    boolean settledFor(OrderEvent event) {
        return !(event instanceof OrderEvent.Placed placed)
                || placed.tier() != null
                || !changing.containsKey(placed.customerId());
    }

    /** The event as it will be stored, the tier of an {@code order.placed} resolved. */
    OrderEvent resolve(OrderEvent event) {
        if (event instanceof OrderEvent.Placed placed && placed.tier() == null) {
            return placed.withTier(tiers.getOrDefault(placed.customerId(), Dimensions.UNASSIGNED));
        }
        return event;
    }

    /** Whether the event may change the tier of a customer: registrations, and retractions, which may name one. */
    static boolean concerns(OrderEvent event) {
        return event instanceof OrderEvent.CustomerRegistered || event instanceof OrderEvent.Retracted;
    }

    void begin(OrderEvent event) {
        if (concerns(event)) {
            changing.merge(event.header().subject(), 1, Integer::sum);
        }
    }

    /** The events of these entries are under way no more. */
    void end(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (concerns(entry.event())) {
                String subject = entry.event().header().subject();
                changing.computeIfPresent(subject, (_, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /** True when this changes anything. */
    boolean become(String customer, Optional<String> tier) {
        String before = tier.isPresent() ? tiers.put(customer, tier.get()) : tiers.remove(customer);
        return !tier.equals(Optional.ofNullable(before));
    }
}
