package io.perfectorder.core.snapshot;

import io.perfectorder.core.servicelevel.Tally;
import java.util.List;

/**
 * The service levels of one group in one live window: its tally, that of the window of the same length before it, and a trend of
 * equal, consecutive slices of the window, oldest first.
 */
public record GroupLevels(String key, Tally tally, Tally before, List<Tally> trend) {
    public GroupLevels {
        trend = List.copyOf(trend);
    }
}
