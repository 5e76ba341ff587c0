package io.perfectorder.testing;

import io.perfectorder.core.order.OrderEvent;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.GraceByTier;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.pipeline.GroupBy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** What is right for a workload: its lines, and the tallies of every group over all of its deadlines, by the slow oracle. */
public final class WorkloadCounts {
    private final Map<GroupBy, SortedMap<String, Tally>> tallies = new EnumMap<>(GroupBy.class);
    private long events;
    private long duplicates;

    private WorkloadCounts() {
        for (GroupBy by : GroupBy.values()) {
            tallies.put(by, new TreeMap<>());
        }
    }

    static WorkloadCounts of(Workload workload) {
        return LongStream.range(0, workload.orders())
                .parallel()
                .collect(
                        WorkloadCounts::new,
                        (counts, number) -> counts.add(workload.linesOf(number)),
                        WorkloadCounts::addAll);
    }

    /** Different events. */
    public long events() {
        return events;
    }

    /** Lines that repeat an event. */
    public long duplicates() {
        return duplicates;
    }

    /** The tallies of the groups with at least one order that is due. */
    public SortedMap<String, Tally> by(GroupBy by) {
        return java.util.Collections.unmodifiableSortedMap(tallies.getOrDefault(by, new TreeMap<>()));
    }

    public Tally total() {
        return by(GroupBy.ALL).getOrDefault(GroupBy.ALL.key(), Tally.ZERO);
    }

    private void add(List<Workload.Line> lines) {
        List<OrderEvent> once = lines.stream()
                .filter(line -> !line.duplicate())
                .map(Workload.Line::event)
                .toList();
        events += once.size();
        duplicates += lines.size() - once.size();
        if (SlowOracle.judge(once, GraceByTier.NONE) instanceof Verdict.Judged judged) {
            Tally tally = Tally.of(judged);
            tallies.forEach((by, groups) -> groups.merge(keyOf(by, judged.dimensions()), tally, Tally::plus));
        }
    }

    private void addAll(WorkloadCounts other) {
        events += other.events;
        duplicates += other.duplicates;
        other.tallies.forEach((by, groups) -> groups.forEach((key, tally) -> mine(by).merge(key, tally, Tally::plus)));
    }

    private SortedMap<String, Tally> mine(GroupBy by) {
        return tallies.computeIfAbsent(by, _ -> new TreeMap<>());
    }

    private static String keyOf(GroupBy by, Dimensions dimensions) {
        return switch (by) {
            case TIER -> dimensions.tier();
            case REGION -> dimensions.region();
            case DISTRIBUTION_CENTRE -> dimensions.distributionCentre();
            case CARRIER -> dimensions.carrier();
            case CUSTOMER -> dimensions.customer();
            case CHANNEL -> dimensions.channel();
            case ALL -> GroupBy.ALL.key();
        };
    }
}
