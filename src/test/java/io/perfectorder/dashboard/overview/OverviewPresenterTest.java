package io.perfectorder.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.GroupLevels;
import io.perfectorder.core.servicelevel.LiveWindow;
import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.servicelevel.WindowLevels;
import io.perfectorder.core.snapshot.Snapshot;
import io.perfectorder.dashboard.overview.TileModel.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewPresenterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private final OverviewPresenter presenter = new OverviewPresenter(Map.of("gold", 0.8));

    @Test
    void noDataIsADashAndNeverZeroOrAHundredPercent() {
        TileModel tile = all(Tally.ZERO, Tally.ZERO);
        assertThat(tile.rate()).isEqualTo("—");
        assertThat(tile.status()).isEqualTo(Status.NO_DATA);
        assertThat(tile.counts()).isEmpty();
        assertThat(List.of(tile.low(), tile.high(), tile.toTarget(), tile.toBefore()))
                .containsOnly("—");
        assertThat(tile.figures()).extracting(TileModel.Figure::rate).containsOnly("—");
        assertThat(tile.trend()).containsOnlyNulls();
    }

    @Test
    void countsAreThePerfectOrdersOfTheOrdersDue() {
        TileModel tile = all(tally(120, 105), Tally.ZERO);
        assertThat(tile.rate()).isEqualTo("87.5 %");
        assertThat(tile.counts()).hasValueSatisfying(rate -> {
            assertThat(rate.numerator()).isEqualTo(105);
            assertThat(rate.denominator()).isEqualTo(120);
        });
    }

    @Test
    void differencesAreSignedPercentagePointsToTargetAndWindowBefore() {
        TileModel tile = all(tally(120, 105), tally(100, 80));
        assertThat(tile.toTarget()).isEqualTo("−7.5");
        assertThat(tile.toBefore()).isEqualTo("+7.5");
        assertThat(tile.status()).isEqualTo(Status.BELOW_TARGET);
    }

    @Test
    void withoutAWindowBeforeThereIsNoDifference() {
        assertThat(all(tally(120, 105), Tally.ZERO).toBefore()).isEqualTo("—");
    }

    @Test
    void aTierIsMeasuredAgainstItsOwnTarget() {
        TileModel gold = present(tally(120, 105), Tally.ZERO, NOW).tiles().get(1);
        assertThat(gold.key()).isEqualTo("gold");
        assertThat(gold.status()).isEqualTo(Status.ON_TARGET);
    }

    @Test
    void almostAllIsNotRoundedToAHundredPercent() {
        assertThat(all(tally(100_000, 99_999), Tally.ZERO).rate()).isEqualTo("99.9 %");
    }

    @Test
    void aSnapshotIsStaleWhenItIsOlderThanTenSeconds() {
        assertThat(present(Tally.ZERO, Tally.ZERO, NOW.plusSeconds(10)).stale()).isFalse();
        assertThat(present(Tally.ZERO, Tally.ZERO, NOW.plusMillis(10_001)).stale())
                .isTrue();
    }

    private TileModel all(Tally tally, Tally before) {
        return present(tally, before, NOW).tiles().getFirst();
    }

    private OverviewModel present(Tally tally, Tally before, Instant now) {
        List<Tally> trend = List.of(tally);
        WindowLevels levels = new WindowLevels(
                new GroupLevels("all", tally, before, trend), List.of(new GroupLevels("gold", tally, before, trend)));
        Snapshot snapshot = new Snapshot(NOW, NOW, NOW, Optional.of(NOW), 7, Map.of(LiveWindow.DAY, levels));
        return presenter.present(snapshot, LiveWindow.DAY, now);
    }

    private static Tally tally(long due, long perfect) {
        return new Tally(due, due, due, due, due, due, due, due, perfect, 0);
    }
}
