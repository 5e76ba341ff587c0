package io.perfectorder.engines;

import io.perfectorder.bench.WholeCore;
import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.testing.Workload;
import java.util.List;
import java.util.Map;

/** Our core by itself, on one thread: see {@link WholeCore}. */
final class OurCore implements Contender {
    private final List<OrderEvent> events;

    OurCore(Feed feed) {
        events = feed.events();
    }

    @Override
    public Totals count() {
        return totals(cubeOf(events).levels());
    }

    static ServiceLevelCube cubeOf(Iterable<OrderEvent> events) {
        WholeCore core = new WholeCore(GraceByTier.NONE);
        events.forEach(core::take);
        return core.cubeAt(Panes.lastMinuteOf(Workload.END));
    }

    /** A month and the month before it hold every deadline. */
    static Totals totals(Map<LiveWindow, WindowLevels> levels) {
        WindowLevels month = levels.get(LiveWindow.MONTH);
        if (month == null) {
            throw new IllegalStateException("no levels of a month");
        }
        Totals totals = new Totals();
        for (Dimension by :
                List.of(Dimension.TIER, Dimension.REGION, Dimension.DISTRIBUTION_CENTRE, Dimension.CARRIER)) {
            for (GroupLevels group : month.groups(by)) {
                totals.add(by.key(), group.key(), group.tally());
                totals.add(by.key(), group.key(), group.before());
            }
        }
        return totals;
    }
}
