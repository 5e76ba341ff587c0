package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups with running counts: each tier, and each pair of a tier and a value of another dimension. All others are sums of these:
 * the total of the tiers, a value of its pairs.
 */
final class Groups {
    /** The dimensions that are paired with tiers. */
    static final Dimension[] PAIRED = {
        Dimension.REGION, Dimension.DISTRIBUTION_CENTRE, Dimension.CARRIER, Dimension.CHANNEL
    };

    /** In how many groups with running counts an order is. */
    static final int OF_ONE_ORDER = 1 + PAIRED.length;

    /** In order of coming, which is about that of their memory: all are visited for each snapshot. */
    private final Map<String, Tier> tiers = new LinkedHashMap<>();

    /** By number of the group. */
    private @Nullable BandCounts[] bands = new BandCounts[64];

    private final Numbers numbers = new Numbers(Integer.MAX_VALUE);

    /** A tier and its pairs. */
    static final class Tier {
        private final Sums sums;
        private final TrendCounts trends;

        /** By place in {@link #PAIRED}, then by value. One value has a small immutable map, as is usual where there are very many tiers. */
        private final List<Map<String, Sums>> pairs = new ArrayList<>(Collections.nCopies(PAIRED.length, Map.of()));

        private Tier(Sums sums, TrendCounts trends) {
            this.sums = sums;
            this.trends = trends;
        }

        Sums sums() {
            return sums;
        }

        /** The pairs with the values of a dimension, by its place in {@link #PAIRED}. */
        Collection<Sums> pairs(int dimension) {
            return pairs.get(dimension).values();
        }

        private void put(int dimension, Sums pair) {
            Map<String, Sums> known = pairs.get(dimension);
            if (known.isEmpty()) {
                pairs.set(dimension, Map.of(pair.key(), pair));
                return;
            }
            Map<String, Sums> several = known instanceof HashMap ? known : new HashMap<>(known);
            several.put(pair.key(), pair);
            pairs.set(dimension, several);
        }

        private void remove(int dimension, String value) {
            Map<String, Sums> known = pairs.get(dimension);
            if (known.size() == 1) {
                pairs.set(dimension, Map.of());
            } else {
                known.remove(value);
            }
        }
    }

    Collection<Tier> tiers() {
        return tiers.values();
    }

    /** The total, added up. */
    Sums total() {
        Sums total = new Sums(Dimension.ALL.key(), new TrendCounts());
        tiers.values().forEach(tier -> total.fold(tier.sums));
        return total;
    }

    /** The values of a dimension, by its place in {@link #PAIRED}, added up. */
    Collection<Sums> values(int dimension) {
        Map<String, Sums> values = new LinkedHashMap<>();
        for (Tier tier : tiers.values()) {
            for (Sums pair : tier.pairs(dimension)) {
                values.computeIfAbsent(pair.key(), Sums::new).fold(pair);
            }
        }
        return values.values();
    }

    Combination enter(Dimensions dimensions, int id) {
        Tier tier = tiers.computeIfAbsent(dimensions.tier(), this::tier);
        Sums[] groups = new Sums[OF_ONE_ORDER];
        groups[0] = tier.sums;
        for (int i = 0; i < PAIRED.length; i++) {
            String value = PAIRED[i].valueIn(dimensions);
            Sums pair = tier.pairs.get(i).get(value);
            if (pair == null) {
                pair = group(value, null);
                tier.put(i, pair);
            }
            groups[i + 1] = pair;
        }
        for (Sums group : groups) {
            group.combinations++;
        }
        return new Combination(dimensions, id, groups, tier.trends);
    }

    private Tier tier(String key) {
        TrendCounts trends = new TrendCounts();
        return new Tier(group(key, trends), trends);
    }

    private Sums group(String key, @Nullable TrendCounts trends) {
        int number = numbers.next();
        if (number == bands.length) {
            bands = Arrays.copyOf(bands, 2 * number);
        }
        Sums group = new Sums(key, trends, number);
        bands[number] = group.bands();
        return group;
    }

    /** The counts of the group with that number, which is in use. */
    @SuppressWarnings(
            "NullAway") // Who asks for a number that is not in use gets the exception; a check is paid five times an
    // order.
    BandCounts bands(int number) {
        return bands[number];
    }

    void leave(Combination combination) {
        Tier tier = tiers.get(combination.tier);
        if (tier == null) {
            throw new IllegalStateException("no group is of the tier " + combination.tier);
        }
        for (int i = 0; i < OF_ONE_ORDER; i++) {
            Sums group = combination.groups[i];
            if (--group.combinations == 0) {
                bands[group.number()] = null;
                numbers.giveBack(group.number());
                if (i > 0) {
                    tier.remove(i - 1, group.key());
                }
            }
        }
        if (tier.sums.combinations == 0) {
            tiers.remove(combination.tier);
        }
    }

    void forEach(Consumer<Sums> action) {
        for (Tier tier : tiers.values()) {
            action.accept(tier.sums);
            tier.pairs.forEach(pairs -> pairs.values().forEach(action));
        }
    }
}
