package io.perfectorder.testing;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** The levels of a window by looking at every verdict again for every count. Shares no code with the cube but the values. */
public final class SlowLevels {
    private final List<Verdict.Judged> orders = new ArrayList<>();
    private final LiveWindow window;
    private final Instant asOf;

    private SlowLevels(Collection<? extends Verdict> verdicts, LiveWindow window, Instant asOf) {
        this.window = window;
        this.asOf = asOf;
        for (Verdict verdict : verdicts) {
            if (verdict instanceof Verdict.Judged judged) {
                orders.add(judged);
            }
        }
    }

    /** Groups that hold nothing, now, before or in the trend, are left out. */
    public static WindowLevels of(Collection<? extends Verdict> verdicts, LiveWindow window, Instant asOf) {
        return new SlowLevels(verdicts, window, asOf).levels();
    }

    /** The same, of levels from elsewhere. */
    public static WindowLevels withoutEmptyGroups(WindowLevels levels) {
        Map<Dimension, List<GroupLevels>> byDimension = new HashMap<>();
        levels.byDimension().forEach((dimension, groups) -> put(byDimension, dimension, groups));
        Map<String, Map<Dimension, List<GroupLevels>>> byTier = new HashMap<>();
        levels.byTier().forEach((tier, ofTier) -> {
            Map<Dimension, List<GroupLevels>> kept = new HashMap<>();
            ofTier.forEach((dimension, groups) -> put(kept, dimension, groups));
            if (!kept.isEmpty()) {
                byTier.put(tier, kept);
            }
        });
        return new WindowLevels(
                levels.total(),
                levels.tiers().stream().filter(SlowLevels::holdsAny).toList(),
                byDimension,
                byTier);
    }

    private static void put(Map<Dimension, List<GroupLevels>> to, Dimension dimension, List<GroupLevels> groups) {
        List<GroupLevels> kept = groups.stream().filter(SlowLevels::holdsAny).toList();
        if (!kept.isEmpty()) {
            to.put(dimension, kept);
        }
    }

    private static boolean holdsAny(GroupLevels group) {
        return !group.tally().equals(Tally.ZERO)
                || !group.before().equals(Tally.ZERO)
                || group.trend().stream().anyMatch(slice -> !slice.equals(Tally.ZERO));
    }

    private WindowLevels levels() {
        Map<Dimension, Function<Dimensions, String>> others = Map.of(
                Dimension.REGION, Dimensions::region,
                Dimension.DISTRIBUTION_CENTRE, Dimensions::distributionCentre,
                Dimension.CARRIER, Dimensions::carrier,
                Dimension.CHANNEL, Dimensions::channel);
        Map<Dimension, List<GroupLevels>> byDimension = new HashMap<>();
        others.forEach((dimension, value) -> byDimension.put(dimension, groups(_ -> true, value, false)));
        Map<String, Map<Dimension, List<GroupLevels>>> byTier = new HashMap<>();
        for (String tier :
                new TreeSet<>(orders.stream().map(o -> o.dimensions().tier()).toList())) {
            Map<Dimension, List<GroupLevels>> ofTier = new HashMap<>();
            others.forEach((dimension, value) ->
                    ofTier.put(dimension, groups(d -> d.tier().equals(tier), value, false)));
            byTier.put(tier, ofTier);
        }
        return withoutEmptyGroups(new WindowLevels(
                group("all", _ -> true, true), groups(_ -> true, Dimensions::tier, true), byDimension, byTier));
    }

    private List<GroupLevels> groups(Predicate<Dimensions> within, Function<Dimensions, String> value, boolean trend) {
        TreeSet<String> keys = new TreeSet<>(
                orders.stream().map(o -> value.apply(o.dimensions())).toList());
        return keys.stream()
                .map(key -> group(key, within.and(d -> value.apply(d).equals(key)), trend))
                .toList();
    }

    private GroupLevels group(String key, Predicate<Dimensions> within, boolean withTrend) {
        Instant start = asOf.minus(window.length());
        List<Tally> trend = new ArrayList<>();
        if (withTrend) {
            long slice = window.slice().toSeconds();
            long end = Math.ceilDiv(asOf.getEpochSecond(), slice) * slice;
            for (long i = window.length().toSeconds() / slice - 1; i >= 0; i--) {
                Instant to = Instant.ofEpochSecond(end - i * slice);
                trend.add(count(within, to.minusSeconds(slice), to.isAfter(asOf) ? asOf : to));
            }
        }
        return new GroupLevels(
                key, count(within, start, asOf), count(within, start.minus(window.length()), start), trend);
    }

    /** The orders of a group with {@code after < deadline <= to}. */
    private Tally count(Predicate<Dimensions> within, Instant after, Instant to) {
        List<Verdict.Judged> due = orders.stream()
                .filter(o -> within.test(o.dimensions()))
                .filter(o -> o.deadline().isAfter(after) && !o.deadline().isAfter(to))
                .toList();
        return new Tally(
                due.size(),
                count(due, Criterion.DELIVERED),
                count(due, Criterion.ON_TIME),
                count(due, Criterion.IN_FULL),
                count(due, Criterion.ON_TIME, Criterion.IN_FULL),
                count(due, Criterion.ERROR_FREE),
                count(due, Criterion.DELIVERED, Criterion.DAMAGE_FREE),
                count(due, Criterion.DELIVERED, Criterion.DOCUMENTS_RIGHT),
                count(due, Criterion.PERFECT),
                count(due, Criterion.COMPLAINED));
    }

    private static long count(List<Verdict.Judged> orders, Criterion... all) {
        return orders.stream()
                .filter(o -> List.of(all).stream().allMatch(o::meets))
                .count();
    }
}
