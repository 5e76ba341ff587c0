package io.perfectorder.core.alert;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.WindowLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The groups that a rule watches: the total, a tier or each, a value of one other dimension or each, or a pair of both, as in "each
 * carrier of gold".
 *
 * @param by {@link Dimension#ALL} when only tiers are told apart
 */
public record Scope(Pick tier, Dimension by, Pick value) {
    private static final Pick TOGETHER = new Pick.Together();

    /** Everything, as one group. */
    public static final Scope TOTAL = new Scope(TOGETHER, Dimension.ALL, TOGETHER);

    /** Each tier for itself. */
    public static final Scope EACH_TIER = new Scope(new Pick.Each(), Dimension.ALL, TOGETHER);

    public Scope {
        if (by == Dimension.TIER) {
            throw new IllegalArgumentException("scope: the tier is no dimension beside the tier");
        }
        if ((by == Dimension.ALL) != (value instanceof Pick.Together)) {
            throw new IllegalArgumentException("scope: a value and the dimension it is of must be named together");
        }
    }

    /** One tier. */
    public static Scope ofTier(String tier) {
        return new Scope(new Pick.One(tier), Dimension.ALL, TOGETHER);
    }

    /** Whether its groups are customers, which only the store counts: see {@link WindowLevels#withCustomers}. */
    public boolean ofCustomers() {
        return by == Dimension.CUSTOMER;
    }

    /** Whether its groups have trends in the live windows; those of others are counted by the store. */
    public boolean hasTrends() {
        return by == Dimension.ALL;
    }

    /** The group of the scope that holds the orders with these values, if there is one. */
    public Optional<AlertGroup> groupOf(String tierName, String valueName) {
        boolean known = by == Dimension.ALL || !valueName.isEmpty();
        if (!known || !holds(tier, tierName) || !holds(value, valueName)) {
            return Optional.empty();
        }
        return Optional.of(new AlertGroup(
                tier instanceof Pick.Together ? "" : tierName,
                by == Dimension.ALL ? "" : by.key(),
                by == Dimension.ALL ? "" : valueName));
    }

    private static boolean holds(Pick pick, String name) {
        return !(pick instanceof Pick.One(String only)) || only.equals(name);
    }

    /** The groups that the scope holds in a window; one without a single order in 30 days is not among them. */
    public List<ScopedLevels> groups(WindowLevels levels) {
        List<ScopedLevels> groups = new ArrayList<>();
        switch (tier) {
            case Pick.Together _ -> {
                if (by == Dimension.ALL) {
                    groups.add(new ScopedLevels(AlertGroup.ALL, levels.total()));
                } else {
                    addValues(groups, "", levels.groups(by));
                }
            }
            case Pick.One(String name) -> addTier(groups, levels, name);
            case Pick.Each _ -> levels.tiers().forEach(each -> addTier(groups, levels, each.key()));
        }
        return groups;
    }

    private void addTier(List<ScopedLevels> groups, WindowLevels levels, String name) {
        if (by != Dimension.ALL) {
            addValues(groups, name, levels.byTier().getOrDefault(name, Map.of()).getOrDefault(by, List.of()));
            return;
        }
        for (GroupLevels each : levels.tiers()) {
            if (each.key().equals(name)) {
                groups.add(new ScopedLevels(new AlertGroup(name, "", ""), each));
            }
        }
    }

    private void addValues(List<ScopedLevels> groups, String tierName, List<GroupLevels> values) {
        for (GroupLevels each : values) {
            boolean picked = switch (value) {
                case Pick.Together _ -> false;
                case Pick.Each _ -> true;
                case Pick.One(String name) -> name.equals(each.key());
            };
            if (picked && !each.key().isEmpty()) {
                groups.add(new ScopedLevels(new AlertGroup(tierName, by.key(), each.key()), each));
            }
        }
    }
}
