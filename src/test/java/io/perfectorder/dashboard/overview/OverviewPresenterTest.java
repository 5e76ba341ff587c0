package io.perfectorder.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.core.servicelevel.Rate;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.Targets;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.overview.LevelModel.Status;
import io.perfectorder.dashboard.parts.TrendChart.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OverviewPresenterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Offset<Double> CLOSE = Offset.offset(1e-9);

    @Test
    void noData_isAbsentAndNeverZeroOrAHundredPercent() {
        LevelModel level = all(Tally.ZERO, Tally.ZERO).perfect();

        assertThat(level.status()).isEqualTo(Status.NO_DATA);
        assertThat(List.of(level.rate(), level.toTarget(), level.toBefore())).containsOnly(Optional.empty());
    }

    @Test
    void counts_areThePerfectOrdersOfTheOrdersDue() {
        assertThat(all(tally(120, 105), Tally.ZERO).perfect().rate()).contains(new Rate(105, 120));
    }

    @Test
    void differences_areSigned() {
        LevelModel level = all(tally(120, 105), tally(100, 80)).perfect();

        assertThat(level.toTarget().orElseThrow()).isCloseTo(-0.075, CLOSE);
        assertThat(level.toBefore().orElseThrow()).isCloseTo(0.075, CLOSE);
    }

    @Test
    void withoutAWindowBefore_thereIsNoDifferenceToIt() {
        assertThat(all(tally(120, 105), Tally.ZERO).perfect().toBefore()).isEmpty();
    }

    @Test
    void aMissThatMayBeChance_isBorderline() {
        assertThat(all(tally(20, 18), Tally.ZERO).perfect().status()).isEqualTo(Status.BORDERLINE);
        assertThat(all(tally(2000, 1800), Tally.ZERO).perfect().status()).isEqualTo(Status.OFF_TARGET);
        assertThat(all(tally(20, 19), Tally.ZERO).perfect().status()).isEqualTo(Status.ON_TARGET);
    }

    @Test
    void complaints_areGoodWhenTheyAreFew() {
        assertThat(complaint(1000, 40)).isEqualTo(Status.ON_TARGET);
        assertThat(complaint(20, 2)).isEqualTo(Status.BORDERLINE);
        assertThat(complaint(1000, 100)).isEqualTo(Status.OFF_TARGET);
    }

    @Test
    void aTier_isMeasuredAgainstItsOwnTarget() {
        var targets = new Targets(Map.of("gold", Map.of(Measure.PERFECT_ORDER, 0.8)));

        TileModel gold = present(targets, "gold").tiles().get(1);

        assertThat(gold.key()).isEqualTo("gold");
        assertThat(gold.perfect().target()).isEqualTo(0.8);
        assertThat(gold.figures().getFirst().target()).isEqualTo(0.95);
    }

    @Test
    void tiers_standInTheConfiguredOrderThenByNameAndUnassignedLast() {
        var byTier = new LinkedHashMap<String, Map<Measure, Double>>();
        byTier.put("platinum", Map.of());
        byTier.put("gold", Map.of());

        OverviewModel model =
                present(new Targets(byTier), "bronze", "gold", "platinum", "silver", "unassigned", "zinc");

        assertThat(model.tiles())
                .extracting(TileModel::key)
                .containsExactly("all", "platinum", "gold", "bronze", "silver", "zinc", "unassigned");
        assertThat(model.trend()).hasSize(6);
    }

    @Test
    void theTrend_endsWhereTheSlicesOfTheWindowEnd() {
        OverviewModel model = present(Targets.USUAL, "gold");

        assertThat(model.sliceEnds()).hasSize(48);
        assertThat(model.sliceEnds().getLast()).isEqualTo(NOW.getEpochSecond());
        assertThat(model.sliceEnds().getFirst())
                .isEqualTo(NOW.minus(Duration.ofMinutes(47 * 30)).getEpochSecond());
        assertThat(model.trend().getFirst().points().getLast()).isEqualTo(new Point(105, 120));
        assertThat(model.trend().getFirst().points().getFirst()).isEqualTo(Point.NONE);
    }

    private static Status complaint(long due, long complained) {
        return all(new Tally(due, due, due, due, due, due, due, due, due, complained), Tally.ZERO)
                .figures()
                .getLast()
                .status();
    }

    private static TileModel all(Tally tally, Tally before) {
        return present(Targets.USUAL, tally, before, List.of()).tiles().getFirst();
    }

    private static OverviewModel present(Targets targets, String... tiers) {
        return present(targets, tally(120, 105), Tally.ZERO, List.of(tiers));
    }

    private static OverviewModel present(Targets targets, Tally tally, Tally before, List<String> tiers) {
        List<Tally> trend = new ArrayList<>(Collections.nCopies(LiveWindow.DAY.slices(), Tally.ZERO));
        trend.set(trend.size() - 1, tally);
        WindowLevels levels = new WindowLevels(
                new GroupLevels("all", tally, before, trend),
                tiers.stream()
                        .map(tier -> new GroupLevels(tier, tally, before, trend))
                        .toList());
        Snapshot snapshot = new Snapshot(NOW, NOW, NOW, Optional.of(NOW), 7, Map.of(LiveWindow.DAY, levels));
        return new OverviewPresenter(targets).present(snapshot, LiveWindow.DAY);
    }

    private static Tally tally(long due, long perfect) {
        return new Tally(due, due, due, due, due, due, due, due, perfect, 0);
    }
}
