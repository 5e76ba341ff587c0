package io.perfectorder.dashboard.orders;

import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.pipeline.GroupBy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The values that dimensions had in the last month, to choose from; there is none of the customer, of which there are too many. */
public final class KnownValues {
    private KnownValues() {}

    public static Map<GroupBy, List<String>> in(Snapshot snapshot) {
        Map<GroupBy, List<String>> values = new EnumMap<>(GroupBy.class);
        WindowLevels levels = snapshot.windows().get(LiveWindow.MONTH);
        if (levels != null) {
            for (GroupBy by : GroupBy.values()) {
                Dimension.ofKey(by.key())
                        .filter(dimension -> dimension != Dimension.ALL)
                        .ifPresent(dimension -> values.put(
                                by,
                                levels.groups(dimension).stream()
                                        .map(GroupLevels::key)
                                        .toList()));
            }
        }
        return values;
    }
}
