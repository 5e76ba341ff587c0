package io.perfectorder.metrics;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The bounded set of tier labels: the configured tiers always, then the first {@link #MOST_OTHERS} that come, for as long as the
 * process lives; every other tier is folded into {@link #REST}. So a series never changes its meaning, and a producer that invents
 * tiers cannot flood the metrics.
 */
final class TierLabels {
    static final String REST = "other";
    static final int MOST_OTHERS = 20;

    private final Set<String> labels = new LinkedHashSet<>();
    private final int most;

    TierLabels(Collection<String> configured) {
        labels.addAll(configured);
        this.most = labels.size() + MOST_OTHERS;
    }

    synchronized String labelOf(String tier) {
        return labels.contains(tier) || (labels.size() < most && labels.add(tier)) ? tier : REST;
    }
}
