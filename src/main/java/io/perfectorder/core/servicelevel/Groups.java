package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The groups with running counts: each tier, and each pair of a tier and a value of another dimension. All others are sums of these:
 * the total of the tiers, a value of its pairs.
 */
final class Groups {
    /** The dimensions that are paired with tiers. */
    static final Dimension[] PAIRED = {
        Dimension.REGION, Dimension.DISTRIBUTION_CENTRE, Dimension.CARRIER, Dimension.CHANNEL
    };

    private final Map<String, Sums> tiers = new HashMap<>();
    private final Map<Dimension, Map<String, Map<String, Sums>>> pairs = new EnumMap<>(Dimension.class);

    Groups() {
        for (Dimension dimension : PAIRED) {
            pairs.put(dimension, new HashMap<>());
        }
    }

    Map<String, Sums> tiers() {
        return tiers;
    }

    /** The total, added up. */
    Sums total() {
        Sums total = new Sums(Dimension.ALL.key(), true);
        tiers.values().forEach(total::fold);
        return total;
    }

    /** The values of a dimension, added up. */
    Map<String, Sums> values(Dimension dimension) {
        Map<String, Sums> values = new HashMap<>();
        for (Map<String, Sums> ofTier : pairs(dimension).values()) {
            ofTier.forEach((value, pair) ->
                    values.computeIfAbsent(value, key -> new Sums(key, false)).fold(pair));
        }
        return values;
    }

    /** By tier, then by value. */
    Map<String, Map<String, Sums>> pairs(Dimension dimension) {
        return pairs.getOrDefault(dimension, Map.of());
    }

    Combination enter(Dimensions dimensions, int id) {
        String tier = dimensions.tier();
        Sums ofTier = tiers.computeIfAbsent(tier, key -> new Sums(key, true));
        Sums[] groups = new Sums[1 + PAIRED.length];
        groups[0] = ofTier;
        for (int i = 0; i < PAIRED.length; i++) {
            groups[i + 1] = pairs(PAIRED[i])
                    .computeIfAbsent(tier, _ -> new HashMap<>())
                    .computeIfAbsent(PAIRED[i].valueIn(dimensions), key -> new Sums(key, false));
        }
        for (Sums group : groups) {
            group.combinations++;
        }
        return new Combination(dimensions, id, groups, ofTier);
    }

    void leave(Combination combination) {
        for (Sums group : combination.groups) {
            group.combinations--;
        }
        Dimensions dimensions = combination.dimensions();
        forgetUnused(tiers, dimensions.tier());
        for (Dimension dimension : PAIRED) {
            String value = dimension.valueIn(dimensions);
            Map<String, Sums> ofTier = pairs(dimension).get(dimensions.tier());
            if (ofTier != null) {
                forgetUnused(ofTier, value);
                if (ofTier.isEmpty()) {
                    pairs(dimension).remove(dimensions.tier());
                }
            }
        }
    }

    private static void forgetUnused(Map<String, Sums> groups, String key) {
        groups.computeIfPresent(key, (_, group) -> group.combinations == 0 ? null : group);
    }

    void forEach(Consumer<Sums> action) {
        tiers.values().forEach(action);
        pairs.values()
                .forEach(byTier ->
                        byTier.values().forEach(groups -> groups.values().forEach(action)));
    }
}
