package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The groups that any order in the panes counts in: the total, the values of each dimension, and pairs of a tier and a value. */
final class Groups {
    /** The dimensions that are paired with tiers. */
    static final Dimension[] PAIRED = {
        Dimension.REGION, Dimension.DISTRIBUTION_CENTRE, Dimension.CARRIER, Dimension.CHANNEL
    };

    private final Sums total = new Sums(Dimension.ALL.key(), true);
    private final Map<String, Sums> tiers = new HashMap<>();
    private final Map<Dimension, Map<String, Sums>> values = new EnumMap<>(Dimension.class);
    private final Map<Dimension, Map<String, Map<String, Sums>>> pairs = new EnumMap<>(Dimension.class);

    Groups() {
        for (Dimension dimension : PAIRED) {
            values.put(dimension, new HashMap<>());
            pairs.put(dimension, new HashMap<>());
        }
    }

    Sums total() {
        return total;
    }

    Map<String, Sums> tiers() {
        return tiers;
    }

    Map<String, Sums> values(Dimension dimension) {
        return values.getOrDefault(dimension, Map.of());
    }

    /** By tier, then by value. */
    Map<String, Map<String, Sums>> pairs(Dimension dimension) {
        return pairs.getOrDefault(dimension, Map.of());
    }

    Combination enter(Dimensions dimensions, int id) {
        String tier = dimensions.tier();
        Sums ofTier = tiers.computeIfAbsent(tier, key -> new Sums(key, true));
        Sums[] groups = new Sums[2 + 2 * PAIRED.length];
        groups[0] = total;
        groups[1] = ofTier;
        int next = 2;
        for (Dimension dimension : PAIRED) {
            String value = value(dimensions, dimension);
            groups[next++] = values(dimension).computeIfAbsent(value, key -> new Sums(key, false));
            groups[next++] = pairs(dimension)
                    .computeIfAbsent(tier, _ -> new HashMap<>())
                    .computeIfAbsent(value, key -> new Sums(key, false));
        }
        for (Sums group : groups) {
            group.combinations++;
        }
        return new Combination(dimensions, id, groups, new Sums[] {total, ofTier});
    }

    void leave(Combination combination) {
        for (Sums group : combination.groups) {
            group.combinations--;
        }
        Dimensions dimensions = combination.dimensions();
        forgetUnused(tiers, dimensions.tier());
        for (Dimension dimension : PAIRED) {
            String value = value(dimensions, dimension);
            forgetUnused(values(dimension), value);
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
        action.accept(total);
        tiers.values().forEach(action);
        values.values().forEach(groups -> groups.values().forEach(action));
        pairs.values()
                .forEach(byTier ->
                        byTier.values().forEach(groups -> groups.values().forEach(action)));
    }

    private static String value(Dimensions dimensions, Dimension dimension) {
        return switch (dimension) {
            case TIER -> dimensions.tier();
            case REGION -> dimensions.region();
            case DISTRIBUTION_CENTRE -> dimensions.distributionCentre();
            case CARRIER -> dimensions.carrier();
            case CUSTOMER -> dimensions.customer();
            case CHANNEL -> dimensions.channel();
            case ALL -> Dimension.ALL.key();
        };
    }
}
