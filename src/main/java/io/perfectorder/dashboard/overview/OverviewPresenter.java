package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Panes;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.overview.LevelModel.Status;
import io.perfectorder.dashboard.parts.TrendChart.Line;
import io.perfectorder.dashboard.parts.TrendChart.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides everything the overview shows. */
final class OverviewPresenter {
    static final String ALL = "all";
    private static final String UNASSIGNED = "unassigned";
    private static final GroupLevels NOTHING = new GroupLevels(ALL, Tally.ZERO, Tally.ZERO, List.of());
    private static final List<Measure> FIGURES =
            List.of(Measure.ON_TIME, Measure.IN_FULL, Measure.DAMAGE_FREE, Measure.DOCUMENTS_RIGHT, Measure.COMPLAINT);

    private final Targets targets;

    OverviewPresenter(Targets targets) {
        this.targets = targets;
    }

    OverviewModel present(Snapshot snapshot, LiveWindow window) {
        WindowLevels levels = levels(snapshot, window);
        WindowLevels day = levels(snapshot, LiveWindow.DAY);
        Map<String, GroupLevels> dayByTier = new HashMap<>();
        day.tiers().forEach(tier -> dayByTier.put(tier.key(), tier));
        List<GroupLevels> tiers = levels.tiers().stream().sorted(shownOrder()).toList();
        List<TileModel> tiles = new ArrayList<>();
        tiles.add(tile(levels.total(), day.total()));
        tiers.forEach(tier -> tiles.add(tile(tier, dayByTier.getOrDefault(tier.key(), NOTHING))));
        int slices = levels.total().trend().size();
        return new OverviewModel(
                snapshot.asOf(),
                window,
                tiles,
                sliceEnds(snapshot, window, slices),
                tiers.stream()
                        .filter(tier -> tier.trend().size() == slices)
                        .map(this::line)
                        .toList());
    }

    private static WindowLevels levels(Snapshot snapshot, LiveWindow window) {
        return Optional.ofNullable(snapshot.windows().get(window))
                .orElseGet(() -> new WindowLevels(NOTHING, List.of()));
    }

    /** Tiers with a policy in its order, then the others by name; orders without a tier last. */
    private Comparator<GroupLevels> shownOrder() {
        List<String> configured = targets.tiers();
        return Comparator.<GroupLevels>comparingInt(tier -> {
                    int at = configured.indexOf(tier.key());
                    return tier.key().equals(UNASSIGNED) ? Integer.MAX_VALUE : at < 0 ? configured.size() : at;
                })
                .thenComparing(GroupLevels::key);
    }

    private TileModel tile(GroupLevels group, GroupLevels day) {
        return new TileModel(
                group.key(),
                level(group, Measure.PERFECT_ORDER),
                FIGURES.stream().map(measure -> level(group, measure)).toList(),
                spark(day.trend()));
    }

    private LevelModel level(GroupLevels group, Measure measure) {
        double target = targets.of(group.key(), measure);
        Optional<Rate> rate = measure.of(group.tally());
        return new LevelModel(
                measure,
                rate,
                target,
                measure.of(group.before()),
                rate.map(now -> status(measure, now, target)).orElse(Status.NO_DATA));
    }

    private static Status status(Measure measure, Rate rate, double target) {
        if (Targets.kept(measure, rate.value(), target)) {
            return Status.ON_TARGET;
        }
        double bestEnd = Targets.smallerIsBetter(measure) ? rate.low() : rate.high();
        return Targets.kept(measure, bestEnd, target) ? Status.BORDERLINE : Status.OFF_TARGET;
    }

    private Line line(GroupLevels tier) {
        return new Line(
                tier.key(),
                targets.of(tier.key(), Measure.PERFECT_ORDER),
                tier.trend().stream()
                        .map(slice -> Measure.PERFECT_ORDER
                                .of(slice)
                                .map(rate -> new Point(rate.numerator(), rate.denominator()))
                                .orElse(Point.NONE))
                        .toList());
    }

    private static List<@Nullable Double> spark(List<Tally> trend) {
        List<@Nullable Double> values = new ArrayList<>();
        for (Tally slice : trend) {
            Optional<Rate> rate = Measure.PERFECT_ORDER.of(slice);
            values.add(rate.isPresent() ? rate.get().value() : null);
        }
        return values;
    }

    private static List<Long> sliceEnds(Snapshot snapshot, LiveWindow window, int slices) {
        long asOf = Panes.lastMinuteOf(snapshot.asOf());
        List<Long> ends = new ArrayList<>();
        for (int i = window.slices() - slices; i < window.slices(); i++) {
            ends.add(Panes.instantOf(window.sliceEndMinute(asOf, i)).getEpochSecond());
        }
        return ends;
    }
}
