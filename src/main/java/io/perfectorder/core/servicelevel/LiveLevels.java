package io.perfectorder.core.servicelevel;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The levels of the live windows, read from the sums of the groups. Which values have a group of their own is decided once for all
 * windows: see {@link ServiceLevelCube#MOST_VALUES}.
 */
final class LiveLevels {
    private record Ranked(long due, String key) {
        private static final Comparator<Ranked> MOST_FIRST =
                Comparator.comparingLong(Ranked::due).reversed().thenComparing(Ranked::key);
    }

    private final Groups groups;
    private final long asOfMinute;

    LiveLevels(Groups groups, long asOfMinute) {
        this.groups = groups;
        this.asOfMinute = asOfMinute;
    }

    Map<LiveWindow, WindowLevels> levels() {
        Set<String> ownTiers = own(groups.tiers().values(), ServiceLevelCube.MOST_VALUES);
        Set<String> pairedTiers = own(groups.tiers().values(), ServiceLevelCube.MOST_PAIRED_TIERS);
        Collection<Sums> tiers = folded(groups.tiers(), ownTiers, true).values();
        Map<Dimension, Collection<Sums>> values = new EnumMap<>(Dimension.class);
        Map<String, Map<Dimension, Collection<Sums>>> pairs = new HashMap<>();
        for (Dimension dimension : Groups.PAIRED) {
            Map<String, Sums> all = groups.values(dimension);
            Set<String> own = own(all.values(), ServiceLevelCube.MOST_VALUES);
            values.put(dimension, folded(all, own, false).values());
            pairs(dimension, pairedTiers, own)
                    .forEach((tier, ofTier) -> pairs.computeIfAbsent(tier, _ -> new EnumMap<>(Dimension.class))
                            .put(dimension, ofTier.values()));
        }
        Sums total = groups.total();
        Map<LiveWindow, WindowLevels> levels = new EnumMap<>(LiveWindow.class);
        for (LiveWindow window : LiveWindow.values()) {
            Map<String, Map<Dimension, List<GroupLevels>>> byTier = new HashMap<>();
            pairs.forEach((tier, ofTier) -> byTier.put(tier, levels(ofTier, window)));
            levels.put(
                    window,
                    new WindowLevels(
                            total.levels(window, asOfMinute), levels(tiers, window), levels(values, window), byTier));
        }
        return levels;
    }

    private Map<Dimension, List<GroupLevels>> levels(Map<Dimension, Collection<Sums>> byDimension, LiveWindow window) {
        Map<Dimension, List<GroupLevels>> levels = new EnumMap<>(Dimension.class);
        byDimension.forEach((dimension, sums) -> levels.put(dimension, levels(sums, window)));
        return levels;
    }

    private List<GroupLevels> levels(Collection<Sums> sums, LiveWindow window) {
        return sums.stream().map(group -> group.levels(window, asOfMinute)).toList();
    }

    /** The keys of the groups that stay for themselves. */
    private static Set<String> own(Collection<Sums> groups, int most) {
        Set<String> own = new HashSet<>();
        if (groups.size() <= most) {
            groups.forEach(group -> own.add(group.key()));
        } else {
            groups.stream()
                    .map(group -> new Ranked(group.due(LiveWindow.MONTH), group.key()))
                    .sorted(Ranked.MOST_FIRST)
                    .limit(most)
                    .forEach(ranked -> own.add(ranked.key()));
        }
        own.remove(ServiceLevelCube.OTHER);
        return own;
    }

    /** The groups by key; those that do not stay for themselves are added up. */
    private static Map<String, Sums> folded(Map<String, Sums> groups, Set<String> own, boolean withTrends) {
        Map<String, Sums> folded = new TreeMap<>();
        groups.forEach((key, group) -> {
            if (own.contains(key)) {
                folded.put(key, group);
            } else {
                folded.computeIfAbsent(ServiceLevelCube.OTHER, other -> new Sums(other, withTrends))
                        .fold(group);
            }
        });
        return folded;
    }

    /** The pairs by tier and value. */
    private Map<String, Map<String, Sums>> pairs(Dimension dimension, Set<String> ownTiers, Set<String> own) {
        Map<String, Map<String, Sums>> pairs = new HashMap<>();
        groups.pairs(dimension).forEach((tier, ofTier) -> {
            if (ownTiers.contains(tier)) {
                pairs.put(tier, folded(ofTier, own, false));
                return;
            }
            Map<String, Sums> others = pairs.computeIfAbsent(ServiceLevelCube.OTHER, _ -> new TreeMap<>());
            ofTier.forEach((key, group) -> others.computeIfAbsent(
                            own.contains(key) ? key : ServiceLevelCube.OTHER, value -> new Sums(value, false))
                    .fold(group));
        });
        return pairs;
    }
}
