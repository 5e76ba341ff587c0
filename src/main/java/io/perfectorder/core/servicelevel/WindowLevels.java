package io.perfectorder.core.servicelevel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of one live window: the total, and groups in order of their keys. At most {@link ServiceLevelCube#MOST_VALUES} values of a
 * dimension have a group; the rest is folded into {@link ServiceLevelCube#OTHER}, so that groups always add up to the total.
 *
 * @param byDimension the groups of the dimensions but tier
 * @param byTier for each tier, its groups of the other dimensions
 */
public record WindowLevels(
        GroupLevels total,
        List<GroupLevels> tiers,
        Map<Dimension, List<GroupLevels>> byDimension,
        Map<String, Map<Dimension, List<GroupLevels>>> byTier) {
    public WindowLevels {
        tiers = List.copyOf(tiers);
        byDimension = Map.copyOf(byDimension);
        byTier = Map.copyOf(byTier);
    }

    /** Levels without groups of the dimensions but tier. */
    public WindowLevels(GroupLevels total, List<GroupLevels> tiers) {
        this(total, tiers, Map.of(), Map.of());
    }

    /**
     * These levels and the groups of customers, for which there are none before.
     *
     * @param customers over all tiers
     * @param ofTiers for each tier, its customers
     */
    public WindowLevels withCustomers(List<GroupLevels> customers, Map<String, List<GroupLevels>> ofTiers) {
        Map<Dimension, List<GroupLevels>> dimensions = new HashMap<>(byDimension);
        dimensions.put(Dimension.CUSTOMER, List.copyOf(customers));
        Map<String, Map<Dimension, List<GroupLevels>>> pairs = new HashMap<>(byTier);
        ofTiers.forEach((tier, groups) -> {
            Map<Dimension, List<GroupLevels>> ofTier = new HashMap<>(pairs.getOrDefault(tier, Map.of()));
            ofTier.put(Dimension.CUSTOMER, List.copyOf(groups));
            pairs.put(tier, Map.copyOf(ofTier));
        });
        return new WindowLevels(total, tiers, dimensions, pairs);
    }

    /** The groups of a dimension; of {@link Dimension#CUSTOMER}, which only storage counts by, those that were added. */
    public List<GroupLevels> groups(Dimension dimension) {
        return switch (dimension) {
            case ALL -> List.of(total);
            case TIER -> tiers;
            case REGION, DISTRIBUTION_CENTRE, CARRIER, CUSTOMER, CHANNEL ->
                byDimension.getOrDefault(dimension, List.of());
        };
    }

    /**
     * The groups of a dimension within a tier; none when the tier is not one of the {@link ServiceLevelCube#MOST_PAIRED_TIERS}, whose
     * pairs are then among those of {@link ServiceLevelCube#OTHER}.
     */
    public List<GroupLevels> pairs(String tier, Dimension dimension) {
        return switch (dimension) {
            case ALL, TIER ->
                tiers.stream().filter(group -> group.key().equals(tier)).toList();
            case REGION, DISTRIBUTION_CENTRE, CARRIER, CUSTOMER, CHANNEL ->
                byTier.getOrDefault(tier, Map.of()).getOrDefault(dimension, List.of());
        };
    }
}
