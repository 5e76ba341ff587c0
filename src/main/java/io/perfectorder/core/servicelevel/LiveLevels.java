package io.perfectorder.core.servicelevel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The levels of the live windows, read from a cube. */
final class LiveLevels {
    private LiveLevels() {}

    /** The levels of every live window that ends at {@code asOfMinute}. Cost: the panes of twice the longest window. */
    static Map<LiveWindow, WindowLevels> of(ServiceLevelCube cube, long asOfMinute) {
        Map<LiveWindow, WindowLevels> levels = new EnumMap<>(LiveWindow.class);
        for (LiveWindow window : LiveWindow.values()) {
            levels.put(window, window(cube, asOfMinute, window));
        }
        return levels;
    }

    private static WindowLevels window(ServiceLevelCube cube, long asOf, LiveWindow window) {
        List<GroupLevels> tiers = new ArrayList<>();
        int slices = window.slices();
        GroupLevels total = new GroupLevels("all", Tally.ZERO, Tally.ZERO, Collections.nCopies(slices, Tally.ZERO));
        for (String tier : cube.tiers()) {
            GroupLevels group = group(cube, tier, asOf, window);
            tiers.add(group);
            total = plus(total, group);
        }
        return new WindowLevels(total, tiers);
    }

    private static GroupLevels group(ServiceLevelCube cube, String tier, long asOf, LiveWindow window) {
        long length = window.minutes();
        List<Tally> trend = new ArrayList<>();
        for (int slice = 0; slice < window.slices(); slice++) {
            long end = window.sliceEndMinute(asOf, slice);
            trend.add(cube.sum(tier, end - window.sliceMinutes(), Math.min(end, asOf)));
        }
        return new GroupLevels(
                tier, cube.sum(tier, asOf - length, asOf), cube.sum(tier, asOf - 2 * length, asOf - length), trend);
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
