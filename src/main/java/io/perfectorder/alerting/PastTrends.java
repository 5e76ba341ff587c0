package io.perfectorder.alerting;

import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Watched;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.verdict.Dimensions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The groups of a scope as the tiers of a cube of their own, since tiers have trends. */
final class PastTrends {
    private final Watched watched;
    private final Map<AlertGroup, String> tiers = new HashMap<>();
    private final Map<String, AlertGroup> groups = new HashMap<>();

    PastTrends(Watched watched) {
        this.watched = watched;
    }

    /** What the cube counts a cell by; nothing when the scope does not hold it. */
    Optional<Dimensions> placed(PastCell cell) {
        Dimensions values = cell.dimensions();
        // Cells of customers name them in the place of the channel.
        Dimension by = watched.scope().ofCustomers()
                ? Dimension.CHANNEL
                : watched.scope().by();
        return watched.scope()
                .groupOf(values.tier(), by.valueIn(values))
                .map(group -> new Dimensions(tiers.computeIfAbsent(group, this::newTier), "", "", "", "", ""));
    }

    private String newTier(AlertGroup group) {
        String tier = String.valueOf(groups.size());
        groups.put(tier, group);
        return tier;
    }

    /** Whether some have no trend of their own. */
    boolean tooMany() {
        return groups.size() > ServiceLevelCube.MOST_VALUES;
    }

    Map<Watched, Map<AlertGroup, List<Tally>>> trends(Map<LiveWindow, WindowLevels> levels) {
        Map<AlertGroup, List<Tally>> trends = new HashMap<>();
        for (GroupLevels tier :
                Objects.requireNonNull(levels.get(watched.longest())).tiers()) {
            AlertGroup group = groups.get(tier.key());
            if (group != null) {
                trends.put(group, tier.trend());
            }
        }
        return Map.of(watched, trends);
    }
}
