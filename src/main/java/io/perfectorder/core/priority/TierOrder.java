package io.perfectorder.core.priority;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The customer tiers from best to last. Tiers that are not in it come after all that are, and none of them before another. */
public final class TierOrder implements Comparator<String> {
    private final Map<String, Integer> places = new HashMap<>();
    private final int unknown;

    public TierOrder(List<String> bestFirst) {
        for (String tier : bestFirst) {
            if (places.putIfAbsent(tier, places.size()) != null) {
                throw new IllegalArgumentException("tier order: '" + tier + "' is named twice");
            }
        }
        unknown = places.size();
    }

    @Override
    public int compare(String left, String right) {
        return Integer.compare(placeOf(left), placeOf(right));
    }

    private int placeOf(String tier) {
        return places.getOrDefault(tier, unknown);
    }
}
