package io.perfectorder.core.servicelevel;

import java.util.List;

/**
 * The service levels of one group in one live window.
 *
 * @param key the value that the group shares; {@link ServiceLevelCube#OTHER} for what was folded together
 * @param tally the orders due in the window
 * @param before the orders due in the window of the same length that ends where this one begins
 * @param trend for the total and for tiers, {@link LiveWindow#slices()} equal, consecutive slices, oldest first, aligned to the epoch
 *     ({@link LiveWindow#slice()} says how long one is, {@link LiveWindow#sliceEndMinute} where it ends). The last one holds the end
 *     of the window and counts up to it; so the slices reach back a little less than the window, and their sum is not its tally. Empty
 *     for every other group
 */
public record GroupLevels(String key, Tally tally, Tally before, List<Tally> trend) {
    public GroupLevels {
        trend = List.copyOf(trend);
    }
}
