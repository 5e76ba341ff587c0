package io.perfectorder.dashboard.breakdown;

import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.FailureCause;
import io.perfectorder.dashboard.OrdersAddress;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Bar;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Cause;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Cell;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Count;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Group;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Joint;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Matrix;
import io.perfectorder.dashboard.parts.ViewerFormat;
import io.perfectorder.dashboard.parts.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what a breakdown shows. Every count in it carries the address of just its orders, as of one pinned instant. */
final class BreakdownPresenter {
    /** Groups beyond this are counted in one line. */
    static final int MOST_GROUPS = 100;

    private static final int MOST_JOINTS = 8;

    private final Words words;
    private final ViewerFormat format;
    private final BreakdownRequest request;
    private final Duration window;
    private final Instant asOf;
    private final Instant knownAt;

    BreakdownPresenter(
            Words words,
            ViewerFormat format,
            BreakdownRequest request,
            Duration window,
            Instant asOf,
            Instant knownAt) {
        this.words = words;
        this.format = format;
        this.request = request;
        this.window = window;
        this.asOf = asOf;
        this.knownAt = knownAt;
    }

    private record Counted(String name, Rate rate) {
        long missed() {
            return rate.denominator() - rate.numerator();
        }
    }

    BreakdownModel present(Map<String, Tally> tallies, Map<Integer, Long> verdicts) {
        List<Counted> groups = tallies.entrySet().stream()
                .flatMap(entry ->
                        request.measure().of(entry.getValue()).map(rate -> new Counted(entry.getKey(), rate)).stream())
                .sorted(Comparator.comparingLong(this::bad)
                        .reversed()
                        .thenComparing(Comparator.comparingLong(
                                        (Counted group) -> group.rate().denominator())
                                .reversed())
                        .thenComparing(Counted::name))
                .toList();
        long missed = groups.stream().mapToLong(this::bad).sum();
        List<Counted> left = groups.subList(Math.min(MOST_GROUPS, groups.size()), groups.size());
        Map<Set<FailureCause>, Long> sets = new HashMap<>();
        verdicts.forEach((met, count) -> sets.merge(FailureCause.of(met), count, Long::sum));
        long failed = sets.entrySet().stream()
                .filter(set -> !set.getKey().isEmpty())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new BreakdownModel(
                groups.stream()
                        .limit(MOST_GROUPS)
                        .map(group -> group(group, missed))
                        .toList(),
                left.isEmpty()
                        ? Optional.empty()
                        : Optional.of(words.say(
                                "breakdown.more",
                                format.count(left.size()),
                                format.count(left.stream().mapToLong(this::bad).sum()))),
                causes(sets, failed),
                joints(sets, failed),
                matrix(sets));
    }

    /** What a group contributes: the orders that missed; of complaints, those that complained. */
    private long bad(Counted group) {
        return request.measure() == Measure.COMPLAINT ? group.rate().numerator() : group.missed();
    }

    private Group group(Counted group, long missed) {
        long bad = bad(group);
        double share = missed == 0 ? 0 : (double) bad / missed;
        Rate rate = group.rate();
        boolean complaint = request.measure() == Measure.COMPLAINT;
        return new Group(
                group.name(),
                share,
                missed == 0 ? ViewerFormat.NO_VALUE : format.percent(share),
                count(bad, address(complaint ? "met" : "missed", group.name()).href()),
                Optional.of(new Bar(rate.low(), rate.value(), rate.high())),
                format.percent(rate.value()),
                words.say("interval.short", format.percent(rate.low()), format.percent(rate.high())),
                count(rate.numerator(), address("met", group.name()).href()),
                count(rate.denominator(), address("all", group.name()).href()));
    }

    private OrdersAddress address(String outcome, String group) {
        Map<String, String> filters = new HashMap<>();
        request.filters().forEach((by, value) -> filters.put(by.key(), value));
        filters.put(request.by().key(), group);
        return new OrdersAddress(request.measure(), outcome, window, asOf, knownAt, filters);
    }

    private List<Cause> causes(Map<Set<FailureCause>, Long> sets, long failed) {
        List<Map.Entry<Cause, Long>> causes = new ArrayList<>();
        for (FailureCause cause : FailureCause.values()) {
            long any = sum(sets, Set.of(cause));
            long alone = sets.getOrDefault(Set.of(cause), 0L);
            causes.add(Map.entry(
                    new Cause(
                            words.say("cause." + cause.key()),
                            count(any, because(Set.of(cause), "")),
                            count(alone, because(Set.of(cause), "true")),
                            count(any - alone, because(Set.of(cause), "false")),
                            share(alone, failed),
                            share(any - alone, failed),
                            failed == 0 ? ViewerFormat.NO_VALUE : format.percent(share(any, failed))),
                    any));
        }
        return causes.stream()
                .sorted(Map.Entry.<Cause, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<Joint> joints(Map<Set<FailureCause>, Long> sets, long failed) {
        return sets.entrySet().stream()
                .filter(set -> set.getKey().size() > 1 && set.getValue() > 0)
                .sorted(Map.Entry.<Set<FailureCause>, Long>comparingByValue()
                        .reversed()
                        .thenComparing(set -> set.getKey().toString()))
                .limit(MOST_JOINTS)
                .map(set -> new Joint(
                        set.getKey().stream()
                                .sorted()
                                .map(cause -> words.say("cause." + cause.key()))
                                .collect(Collectors.joining(" + ")),
                        count(set.getValue(), because(set.getKey(), "true")),
                        format.percent(share(set.getValue(), failed))))
                .toList();
    }

    private Matrix matrix(Map<Set<FailureCause>, Long> sets) {
        FailureCause[] all = FailureCause.values();
        long greatest = 1;
        for (FailureCause row : all) {
            for (FailureCause column : all) {
                greatest = Math.max(greatest, cell(sets, row, column));
            }
        }
        List<List<Cell>> cells = new ArrayList<>();
        for (FailureCause row : all) {
            List<Cell> line = new ArrayList<>();
            for (FailureCause column : all) {
                long number = cell(sets, row, column);
                boolean diagonal = row == column;
                Set<FailureCause> both = EnumSet.of(row, column);
                line.add(new Cell(
                        possible(row, column)
                                ? Optional.of(count(number, because(both, diagonal ? "true" : "")))
                                : Optional.empty(),
                        Math.sqrt((double) number / greatest)));
            }
            cells.add(line);
        }
        return new Matrix(
                List.of(all).stream()
                        .map(cause -> words.say("cause." + cause.key()))
                        .toList(),
                cells);
    }

    private static long cell(Map<Set<FailureCause>, Long> sets, FailureCause row, FailureCause column) {
        return row == column ? sets.getOrDefault(Set.of(row), 0L) : sum(sets, EnumSet.of(row, column));
    }

    /** What never came is neither late nor short as well. */
    private static boolean possible(FailureCause row, FailureCause column) {
        Set<FailureCause> both = EnumSet.of(row, column);
        return row == column
                || !both.contains(FailureCause.NOT_DELIVERED)
                || !(both.contains(FailureCause.NOT_ON_TIME) || both.contains(FailureCause.SHORT));
    }

    private static long sum(Map<Set<FailureCause>, Long> sets, Set<FailureCause> causes) {
        return sets.entrySet().stream()
                .filter(set -> set.getKey().containsAll(causes))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** {@code alone}: {@code true}, {@code false} or, for any company, an empty text. */
    private String because(Set<FailureCause> causes, String alone) {
        Map<String, String> filters = new HashMap<>();
        request.filters().forEach((by, value) -> filters.put(by.key(), value));
        filters.put("cause", causes.stream().sorted().map(FailureCause::key).collect(Collectors.joining(",")));
        if (!alone.isEmpty()) {
            filters.put("alone", alone);
        }
        return new OrdersAddress(Measure.PERFECT_ORDER, "missed", window, asOf, knownAt, filters).href();
    }

    private Count count(long number, String href) {
        return new Count(format.count(number), href);
    }

    private static double share(long part, long all) {
        return all == 0 ? 0 : (double) part / all;
    }
}
