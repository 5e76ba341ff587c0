package io.perfectorder.core.servicelevel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The levels of the live windows, read from the sums of the groups. Which values have a group of their own is decided once for all
 * windows: see {@link ServiceLevelCube#MOST_VALUES}.
 */
final class LiveLevels {
    private final Groups groups;
    private final long asOfMinute;

    LiveLevels(Groups groups, long asOfMinute) {
        this.groups = groups;
        this.asOfMinute = asOfMinute;
    }

    Map<LiveWindow, WindowLevels> levels() {
        Collection<Groups.Tier> tiers = groups.tiers();
        List<Sums> ofTiers = tiers.stream().map(Groups.Tier::sums).toList();
        List<Sums> greatest = greatest(ofTiers, ServiceLevelCube.MOST_VALUES);
        Set<String> paired = keys(greatest.stream().limit(ServiceLevelCube.MOST_PAIRED_TIERS));
        Map<Dimension, List<List<GroupLevels>>> values = new EnumMap<>(Dimension.class);
        Map<String, Map<Dimension, List<List<GroupLevels>>>> pairs = new HashMap<>();
        for (int i = 0; i < Groups.PAIRED.length; i++) {
            Dimension dimension = Groups.PAIRED[i];
            Collection<Sums> all = groups.values(i);
            Set<String> own = keys(greatest(all, ServiceLevelCube.MOST_VALUES).stream());
            values.put(dimension, levelsOf(folded(all, own, new Sums(ServiceLevelCube.OTHER))));
            pairs(i, paired, own)
                    .forEach((tier, ofTier) -> pairs.computeIfAbsent(tier, _ -> new EnumMap<>(Dimension.class))
                            .put(dimension, levelsOf(ofTier)));
        }
        List<List<GroupLevels>> ofTier =
                levelsOf(folded(ofTiers, keys(greatest.stream()), new Sums(ServiceLevelCube.OTHER, new TrendCounts())));
        List<GroupLevels> total = groups.total().levels(asOfMinute);
        Map<LiveWindow, WindowLevels> levels = new EnumMap<>(LiveWindow.class);
        LiveWindow[] windows = LiveWindow.values();
        for (int w = 0; w < windows.length; w++) {
            Map<String, Map<Dimension, List<GroupLevels>>> byTier = new HashMap<>();
            int window = w;
            pairs.forEach((tier, byDimension) -> byTier.put(tier, ofWindow(byDimension, window)));
            levels.put(windows[w], new WindowLevels(total.get(w), ofTier.get(w), ofWindow(values, w), byTier));
        }
        return levels;
    }

    private static Map<Dimension, List<GroupLevels>> ofWindow(
            Map<Dimension, List<List<GroupLevels>>> byDimension, int window) {
        Map<Dimension, List<GroupLevels>> levels = new EnumMap<>(Dimension.class);
        byDimension.forEach((dimension, ofWindows) -> levels.put(dimension, ofWindows.get(window)));
        return levels;
    }

    /** By window the groups in order of their keys. */
    private List<List<GroupLevels>> levelsOf(Map<String, Sums> sorted) {
        List<List<GroupLevels>> byWindow = new ArrayList<>();
        for (LiveWindow _ : LiveWindow.values()) {
            byWindow.add(new ArrayList<>(sorted.size()));
        }
        for (Sums group : sorted.values()) {
            List<GroupLevels> ofGroup = group.levels(asOfMinute);
            for (int window = 0; window < ofGroup.size(); window++) {
                byWindow.get(window).add(ofGroup.get(window));
            }
        }
        return byWindow;
    }

    /** The groups with the most orders due in the longest window, of equal ones the first by key; at most so many, greatest first. */
    private static List<Sums> greatest(Collection<Sums> groups, int most) {
        PriorityQueue<Ranked> kept = new PriorityQueue<>(Ranked.GREATEST_FIRST.reversed());
        for (Sums group : groups) {
            long due = group.due(LiveWindow.MONTH);
            Ranked least = kept.peek();
            if (kept.size() < most || least == null) {
                kept.add(new Ranked(due, group));
            } else if (due > least.due || (due == least.due && group.key().compareTo(least.group.key()) < 0)) {
                kept.remove();
                kept.add(new Ranked(due, group));
            }
        }
        return kept.stream().sorted(Ranked.GREATEST_FIRST).map(Ranked::group).toList();
    }

    /** A group, and how many of its orders are due in the longest window. */
    private record Ranked(long due, Sums group) {
        private static final Comparator<Ranked> GREATEST_FIRST =
                Comparator.comparingLong(Ranked::due).reversed().thenComparing(ranked -> ranked.group.key());
    }

    /** The keys of groups that stay for themselves. */
    private static Set<String> keys(Stream<Sums> groups) {
        return groups.map(Sums::key)
                .filter(key -> !key.equals(ServiceLevelCube.OTHER))
                .collect(Collectors.toSet());
    }

    /** The groups by key; those that do not stay for themselves are added up in {@code others}. */
    private static Map<String, Sums> folded(Collection<Sums> groups, Set<String> own, Sums others) {
        Map<String, Sums> folded = new TreeMap<>();
        for (Sums group : groups) {
            if (own.contains(group.key())) {
                folded.put(group.key(), group);
            } else {
                others.fold(group);
                folded.put(others.key(), others);
            }
        }
        return folded;
    }

    /** The pairs by tier and value. */
    private Map<String, Map<String, Sums>> pairs(int dimension, Set<String> ownTiers, Set<String> own) {
        Map<String, Map<String, Sums>> pairs = new HashMap<>();
        Map<String, Sums> others = new TreeMap<>();
        for (Groups.Tier tier : groups.tiers()) {
            if (ownTiers.contains(tier.sums().key())) {
                pairs.put(tier.sums().key(), folded(tier.pairs(dimension), own, new Sums(ServiceLevelCube.OTHER)));
                continue;
            }
            pairs.put(ServiceLevelCube.OTHER, others);
            for (Sums pair : tier.pairs(dimension)) {
                String key = own.contains(pair.key()) ? pair.key() : ServiceLevelCube.OTHER;
                others.computeIfAbsent(key, Sums::new).fold(pair);
            }
        }
        return pairs;
    }
}
