package io.perfectorder.core.priority;

import io.perfectorder.core.priority.RankedOrder.Decider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The order with the best product among its open lines first; then the better tier, then less time left, then the order id. Orders
 * without a ranked product come after all others. Source:
 * Christopher, Logistics and Supply Chain Management, critical value analysis.
 */
public final class CriticalValuePolicy implements ServicePolicy {
    private static final Comparator<ProductPriority> BETTER = Comparator.comparingInt(ProductPriority::place)
            .thenComparing(priority -> priority.product().sku());

    private record Candidate(OpenOrder order, Optional<ProductPriority> best) {
        int place() {
            return best.map(ProductPriority::place).orElse(Integer.MAX_VALUE);
        }
    }

    private final TierOrder tiers;

    public CriticalValuePolicy(TierOrder tiers) {
        this.tiers = tiers;
    }

    @Override
    public String name() {
        return "critical-value";
    }

    @Override
    public List<RankedOrder> rank(Collection<OpenOrder> orders, ProductRanking products) {
        List<Candidate> sorted = orders.stream()
                .map(order -> new Candidate(order, best(order, products)))
                .sorted(this::compare)
                .toList();
        List<RankedOrder> ranked = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            Candidate here = sorted.get(i);
            Decider after = i == 0 ? Decider.FIRST : decider(sorted.get(i - 1), here);
            ranked.add(new RankedOrder(i + 1, here.order(), here.best(), after));
        }
        return ranked;
    }

    private static Optional<ProductPriority> best(OpenOrder order, ProductRanking products) {
        return order.skus().stream().map(products::of).flatMap(Optional::stream).min(BETTER);
    }

    private int compare(Candidate left, Candidate right) {
        return switch (decider(left, right)) {
            case FIRST -> 0;
            case PRODUCT -> Integer.compare(left.place(), right.place());
            case TIER -> tiers.compare(left.order().tier(), right.order().tier());
            case TIME_LEFT -> left.order().deadline().compareTo(right.order().deadline());
            case ORDER_ID -> left.order().orderId().compareTo(right.order().orderId());
        };
    }

    /** The first of the four in which the two differ. */
    private Decider decider(Candidate left, Candidate right) {
        if (left.place() != right.place()) {
            return Decider.PRODUCT;
        }
        if (tiers.compare(left.order().tier(), right.order().tier()) != 0) {
            return Decider.TIER;
        }
        return left.order().deadline().equals(right.order().deadline()) ? Decider.ORDER_ID : Decider.TIME_LEFT;
    }
}
