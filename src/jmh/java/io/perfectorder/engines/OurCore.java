package io.perfectorder.engines;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Dimension;
import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.ServiceLevelCube;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.Judge;
import io.perfectorder.core.verdict.OrderFacts;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.testing.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our core by itself: facts, verdicts and the cube with all its windows sliding, on one thread. */
final class OurCore implements Contender {
    private final List<OrderEvent> events;

    OurCore(Feed feed) {
        events = feed.events();
    }

    private static final class Order {
        private OrderFacts facts = OrderFacts.none();
        private Verdict verdict = new Verdict.Waiting();
    }

    @Override
    public Totals count() {
        return totals(cubeOf(events));
    }

    static ServiceLevelCube cubeOf(Iterable<OrderEvent> events) {
        Map<String, Order> orders = new HashMap<>();
        ServiceLevelCube cube = new ServiceLevelCube();
        Judge judge = new Judge(GraceByTier.NONE);
        long now = Long.MIN_VALUE;
        for (OrderEvent event : events) {
            String id = event.header().subject();
            Order order = orders.computeIfAbsent(id, _ -> new Order());
            OrderFacts facts = judge.with(order.facts, event);
            if (facts != order.facts) {
                VerdictChange change = new VerdictChange(id, order.verdict, judge.judge(facts, order.verdict));
                order.facts = facts;
                order.verdict = change.after();
                if (!change.changesNothing()) {
                    cube.apply(change);
                }
            }
            long minute = Panes.lastMinuteOf(event.header().time());
            if (minute > now) {
                now = minute;
                cube.slideTo(minute);
            }
        }
        cube.slideTo(Panes.lastMinuteOf(Workload.END));
        return cube;
    }

    private static Totals totals(ServiceLevelCube cube) {
        return totals(cube.levels());
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
