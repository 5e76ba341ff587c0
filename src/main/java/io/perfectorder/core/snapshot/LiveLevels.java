package io.perfectorder.core.snapshot;

import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The levels of the live windows, read from a cube. */
public final class LiveLevels {
    /** Slices of a trend line; the shortest window has one a minute. */
    private static final int TREND_SLICES = 30;

    private LiveLevels() {}

    /** The levels of every live window that ends at {@code asOfMinute}. Cost: the panes of twice the longest window. */
    public static Map<LiveWindow, WindowLevels> of(ServiceLevelCube cube, long asOfMinute) {
        Map<LiveWindow, WindowLevels> levels = new EnumMap<>(LiveWindow.class);
        for (LiveWindow window : LiveWindow.values()) {
            levels.put(window, window(cube, asOfMinute, window));
        }
        return levels;
    }

    private static WindowLevels window(ServiceLevelCube cube, long asOf, LiveWindow window) {
        List<GroupLevels> tiers = new ArrayList<>();
        int slices = (int) Math.min(TREND_SLICES, window.minutes());
        GroupLevels total = new GroupLevels("all", Tally.ZERO, Tally.ZERO, Collections.nCopies(slices, Tally.ZERO));
        for (String tier : cube.tiers()) {
            GroupLevels group = group(cube, tier, asOf, window.minutes(), slices);
            tiers.add(group);
            total = plus(total, group);
        }
        return new WindowLevels(total, tiers);
    }

    private static GroupLevels group(ServiceLevelCube cube, String tier, long asOf, long length, int slices) {
        long start = asOf - length;
        List<Tally> trend = new ArrayList<>(slices);
        Tally sum = Tally.ZERO;
        for (int slice = 0; slice < slices; slice++) {
            Tally part = cube.sum(tier, start + length * slice / slices, start + length * (slice + 1) / slices);
            trend.add(part);
            sum = sum.plus(part);
        }
        return new GroupLevels(tier, sum, cube.sum(tier, start - length, start), trend);
    }

    private static GroupLevels plus(GroupLevels left, GroupLevels right) {
        List<Tally> trend = new ArrayList<>();
        for (int i = 0; i < left.trend().size(); i++) {
            trend.add(left.trend().get(i).plus(right.trend().get(i)));
        }
        return new GroupLevels(
                left.key(), left.tally().plus(right.tally()), left.before().plus(right.before()), trend);
    }
}
