package io.perfectorder.dashboard.overview;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.overview.TileModel.Figure;
import io.perfectorder.dashboard.overview.TileModel.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides everything the overview shows. */
final class OverviewPresenter {
    static final String NO_DATA = "—";
    static final double DEFAULT_TARGET = 0.95;
    private static final Duration STALE_AFTER = Duration.ofSeconds(10);
    private static final List<Measure> FIGURES =
            List.of(Measure.ON_TIME, Measure.IN_FULL, Measure.DAMAGE_FREE, Measure.DOCUMENTS_RIGHT, Measure.COMPLAINT);

    private final Map<String, Double> targets;

    /** The targets by tier, 0 to 1; {@code all} is every order. A tier without one has {@link #DEFAULT_TARGET}. */
    OverviewPresenter(Map<String, Double> targets) {
        this.targets = Map.copyOf(targets);
    }

    OverviewModel present(Snapshot snapshot, LiveWindow window, Instant now) {
        List<TileModel> tiles = new ArrayList<>();
        WindowLevels levels = snapshot.windows().get(window);
        if (levels == null) {
            tiles.add(tile(new GroupLevels("all", Tally.ZERO, Tally.ZERO, List.of()), window, snapshot.asOf()));
        } else {
            tiles.add(tile(levels.total(), window, snapshot.asOf()));
            levels.tiers().forEach(tier -> tiles.add(tile(tier, window, snapshot.asOf())));
        }
        return new OverviewModel(
                snapshot.asOf(),
                snapshot.newestEvent().map(newest -> age(newest, now)),
                snapshot.accepted(),
                Duration.between(snapshot.takenAt(), now).compareTo(STALE_AFTER) > 0,
                tiles);
    }

    private TileModel tile(GroupLevels group, LiveWindow window, Instant asOf) {
        double target = targets.getOrDefault(group.key(), DEFAULT_TARGET);
        Optional<Rate> rate = Measure.PERFECT_ORDER.of(group.tally());
        Optional<Rate> before = Measure.PERFECT_ORDER.of(group.before());
        List<@Nullable Double> trend = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        int slices = group.trend().size();
        long start = asOf.minus(window.length()).getEpochSecond();
        for (int i = 0; i < slices; i++) {
            times.add(start + window.length().toSeconds() * (i + 1) / slices);
            Optional<Rate> slice = Measure.PERFECT_ORDER.of(group.trend().get(i));
            trend.add(slice.isPresent() ? slice.get().value() : null);
        }
        return new TileModel(
                group.key(),
                rate.map(r -> percent(r.value())).orElse(NO_DATA),
                rate.map(r -> r.value() >= target ? Status.ON_TARGET : Status.BELOW_TARGET)
                        .orElse(Status.NO_DATA),
                rate,
                rate.map(r -> percent(r.low())).orElse(NO_DATA),
                rate.map(r -> percent(r.high())).orElse(NO_DATA),
                target,
                percent(target),
                rate.map(r -> points(r.value() - target)).orElse(NO_DATA),
                rate.flatMap(r -> before.map(b -> points(r.value() - b.value())))
                        .orElse(NO_DATA),
                times,
                trend,
                FIGURES.stream()
                        .map(m -> new Figure(
                                m,
                                m.of(group.tally()).map(r -> percent(r.value())).orElse(NO_DATA)))
                        .toList());
    }

    /** Rounded to a tenth, but only all is 100 % and only nothing is 0 %. */
    private static String percent(double ratio) {
        double shown = ratio * 100;
        if (ratio > 0 && ratio < 1) {
            shown = Math.clamp(shown, 0.1, 99.9);
        }
        return String.format(Locale.ROOT, "%.1f %%", shown);
    }

    private static String points(double difference) {
        long tenths = Math.round(Math.abs(difference) * 1000);
        String sign = tenths == 0 ? "±" : difference < 0 ? "−" : "+";
        return sign + tenths / 10 + "." + tenths % 10;
    }

    private static Duration age(Instant event, Instant now) {
        Duration age = Duration.between(event, now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
