package io.perfectorder.core.snapshot;

import java.util.List;

/** The total of one live window, and its tiers in order of their names. */
public record WindowLevels(GroupLevels total, List<GroupLevels> tiers) {
    public WindowLevels {
        tiers = List.copyOf(tiers);
    }
}
