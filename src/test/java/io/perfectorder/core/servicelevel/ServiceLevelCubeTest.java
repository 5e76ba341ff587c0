package io.perfectorder.core.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceLevelCubeTest {
    private static final Dimensions GOLD = new Dimensions("gold", "north", "dc", "carrier", "customer", "web");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final long TEN_MINUTE = Panes.lastMinuteOf(TEN);

    private final ServiceLevelCube cube = new ServiceLevelCube();

    @Test
    void aWindowHoldsItsEndAndNotItsBeginning() {
        cube.slideTo(TEN_MINUTE);
        cube.apply(due(TEN));
        cube.apply(due(TEN.plusNanos(1)));
        cube.apply(due(TEN.minus(Duration.ofMinutes(15))));
        cube.apply(due(TEN.minus(Duration.ofMinutes(15)).plusNanos(1)));

        assertThat(total(LiveWindow.QUARTER_HOUR).tally().due()).isEqualTo(2);
        assertThat(total(LiveWindow.QUARTER_HOUR).before().due()).isEqualTo(1);
        assertThat(total(LiveWindow.HOUR).tally().due()).isEqualTo(3);
    }

    @Test
    void aPaneOfTheFutureCountsFromItsMinuteOn() {
        cube.slideTo(TEN_MINUTE - 1);
        cube.apply(due(TEN.minusSeconds(30)));
        assertThat(total(LiveWindow.MONTH).tally()).isEqualTo(Tally.ZERO);

        cube.slideTo(TEN_MINUTE);
        assertThat(total(LiveWindow.QUARTER_HOUR).tally().due()).isEqualTo(1);
        assertThat(total(LiveWindow.MONTH).tally().due()).isEqualTo(1);
    }

    @Test
    void aChangeOfVerdict_takesTheOldOneOutAndPutsTheNewOneIn() {
        cube.slideTo(TEN_MINUTE);
        Verdict late = new Verdict.Judged(TEN.minus(Duration.ofHours(3)), GOLD, 0);
        Verdict perfect = new Verdict.Judged(TEN, GOLD, Criterion.PERFECT.bit());
        cube.apply(new VerdictChange("1", new Verdict.Waiting(), late));

        cube.apply(new VerdictChange("1", late, perfect));

        assertThat(total(LiveWindow.DAY).tally().due()).isEqualTo(1);
        assertThat(total(LiveWindow.QUARTER_HOUR).tally().perfect()).isEqualTo(1);
    }

    @Test
    void noGroupIsLeftOfAnOrderThatIsWithdrawn() {
        cube.slideTo(TEN_MINUTE);
        VerdictChange change = due(TEN);
        cube.apply(change);

        cube.apply(new VerdictChange("1", change.after(), new Verdict.Withdrawn(TEN, GOLD)));

        WindowLevels levels = cube.levels().get(LiveWindow.DAY);
        assertThat(levels).isNotNull();
        assertThat(levels.tiers()).isEmpty();
        assertThat(levels.groups(Dimension.CARRIER)).isEmpty();
        assertThat(levels.pairs("gold", Dimension.CARRIER)).isEmpty();
    }

    @Test
    void panesBehindTheHorizon_areForgottenAndNeverComeBackHalf() {
        cube.slideTo(TEN_MINUTE);
        VerdictChange change = due(TEN);
        cube.apply(change);
        cube.slideTo(TEN_MINUTE + ServiceLevelCube.KEPT.toMinutes());
        assertThat(cube.horizonMinute()).isEqualTo(TEN_MINUTE);

        cube.apply(new VerdictChange("1", change.after(), new Verdict.Waiting()));
        cube.slideTo(TEN_MINUTE);

        assertThat(total(LiveWindow.MONTH).tally()).isEqualTo(Tally.ZERO);
    }

    @Test
    void aClockThatIsSetBackADayFindsEveryWindowWhole() {
        cube.slideTo(TEN_MINUTE);
        cube.apply(due(TEN.minus(Duration.ofDays(60)).plusNanos(1)));
        cube.slideTo(TEN_MINUTE + Duration.ofDays(1).toMinutes());
        assertThat(total(LiveWindow.MONTH).before()).isEqualTo(Tally.ZERO);

        cube.slideTo(TEN_MINUTE);

        assertThat(total(LiveWindow.MONTH).before().due()).isEqualTo(1);
    }

    @Test
    void yearsPassAtOnceAndOrdersFromYear0To9999HaveTheirMinute() {
        for (String year : List.of("0000", "2006", "2026", "9999")) {
            cube.apply(due(Instant.parse(year + "-06-01T12:00:00Z")));
        }
        cube.apply(due(Instant.MAX));
        for (String year : List.of("0000", "2006", "2026", "9999")) {
            cube.slideTo(Panes.lastMinuteOf(Instant.parse(year + "-06-01T12:00:00Z")));
            assertThat(total(LiveWindow.QUARTER_HOUR).tally().due()).as(year).isEqualTo(1);
            assertThat(total(LiveWindow.MONTH).tally().due()).as(year).isEqualTo(1);
        }
    }

    @Test
    void takingOutWhatIsNotThereIsABugAndNoNegativeCount() {
        cube.slideTo(TEN_MINUTE);
        cube.apply(due(TEN));

        assertThatIllegalStateException().isThrownBy(() -> cube.add(GOLD, TEN_MINUTE, Criterion.PERFECT.bit(), -1));
        assertThatIllegalStateException().isThrownBy(() -> cube.add(GOLD, TEN_MINUTE, 0, -2));
    }

    @Test
    void theLastSliceOfATrendHoldsTheEndOfTheWindowAndSlicesKeepToTheEpoch() {
        Instant quarterPast = TEN.plus(Duration.ofMinutes(15));
        cube.slideTo(Panes.lastMinuteOf(quarterPast));
        cube.apply(due(TEN));
        cube.apply(due(TEN.plusSeconds(1)));
        cube.apply(due(quarterPast));
        cube.apply(due(quarterPast.plusSeconds(1)));

        List<Tally> trend = total(LiveWindow.DAY).trend();

        assertThat(trend).hasSize(48);
        assertThat(trend.getLast().due()).isEqualTo(2);
        assertThat(trend.get(46).due()).isEqualTo(1);
        assertThat(LiveWindow.DAY.sliceEndMinute(cube.asOfMinute(), 47)).isEqualTo(TEN_MINUTE + 30);
        assertThat(LiveWindow.DAY.sliceEndMinute(cube.asOfMinute(), 0)).isEqualTo(TEN_MINUTE + 30 - 47 * 30);
        cube.slideTo(TEN_MINUTE + 30);
        assertThat(total(LiveWindow.DAY).trend().getLast().due()).isEqualTo(3);
        assertThat(total(LiveWindow.DAY).trend().get(46)).isEqualTo(trend.get(46));
    }

    @Test
    void aHundredThousandCarriersAreFoldedIntoOther_theTotalStaysExact() {
        cube.slideTo(TEN_MINUTE);
        for (int i = 0; i < 100_000; i++) {
            cube.add(dimensions("t" + i % 3, "c" + i), TEN_MINUTE - i % 1_000, i & 0xFF, 1);
        }
        for (int i = 70_000; i < 70_199; i++) {
            cube.add(dimensions("t0", "c" + i), TEN_MINUTE, 0, 2);
        }

        cube.levels().values().forEach(levels -> {
            List<GroupLevels> carriers = levels.groups(Dimension.CARRIER);
            assertThat(carriers).hasSize(ServiceLevelCube.MOST_VALUES + 1);
            assertThat(carriers)
                    .extracting(GroupLevels::key)
                    .contains("c0", "c70000", "c70198", ServiceLevelCube.OTHER)
                    .doesNotContain("c1", "c70199");
            ServiceLevelCubeLawsTest.checkSums(levels);
        });
        assertThat(total(LiveWindow.MONTH).tally().due()).isEqualTo(100_398);
    }

    @Test
    void aHundredThousandTiersAreFoldedIntoOther_andPairsOfTheGreatestOnlyStayForThemselves() {
        cube.slideTo(TEN_MINUTE);
        for (int i = 0; i < 100_000; i++) {
            cube.add(dimensions("t" + i, "c" + i % 300), TEN_MINUTE, 1, 1 + i % 2);
        }

        WindowLevels levels = cube.levels().get(LiveWindow.HOUR);

        assertThat(levels).isNotNull();
        assertThat(levels.tiers()).hasSize(ServiceLevelCube.MOST_VALUES + 1);
        assertThat(levels.byTier()).hasSize(ServiceLevelCube.MOST_PAIRED_TIERS + 1);
        assertThat(levels.pairs(ServiceLevelCube.OTHER, Dimension.CARRIER)).hasSize(ServiceLevelCube.MOST_VALUES + 1);
        assertThat(levels.tiers().stream()
                        .map(GroupLevels::trend)
                        .map(List::getLast)
                        .mapToLong(Tally::due)
                        .sum())
                .isEqualTo(levels.total().tally().due())
                .isEqualTo(150_000);
        ServiceLevelCubeLawsTest.checkSums(levels);
    }

    @Test
    void aValueThatIsCalledOtherIsCountedWithTheOthers() {
        cube.slideTo(TEN_MINUTE);
        cube.add(dimensions("gold", ServiceLevelCube.OTHER), TEN_MINUTE, 0, 1);
        cube.add(dimensions("gold", "swift"), TEN_MINUTE, 0, 1);

        WindowLevels levels = cube.levels().get(LiveWindow.HOUR);

        assertThat(levels).isNotNull();
        assertThat(levels.groups(Dimension.CARRIER))
                .extracting(GroupLevels::key)
                .containsExactly(ServiceLevelCube.OTHER, "swift");
    }

    @Test
    void theBytesOfACubeAreThoseOfVersion1() {
        cube.slideTo(TEN_MINUTE);
        cube.add(dimensions("silver", "swift"), TEN_MINUTE, 63, 300);
        cube.add(dimensions("gold", "swift"), TEN_MINUTE, 255, 2);
        cube.add(dimensions("gold", "swift"), TEN_MINUTE, 0, 1);
        cube.add(dimensions("gold", "swift"), TEN_MINUTE - 1, 0, 1);
        String version1 = """
            010000000001c899d80000000001c742b8020004676f6c6400056e6f7274680002646300057377696674000377656200\
            0673696c76657200056e6f72746800026463000573776966740003776562029fae0501000001010300000100ff02013f\
            ac02\
            """;

        assertThat(HexFormat.of().formatHex(ServiceLevelCubeLawsTest.bytes(cube)))
                .isEqualTo(version1);
        assertThat(ServiceLevelCubeLawsTest.read(HexFormat.of().parseHex(version1))
                        .levels())
                .isEqualTo(cube.levels());
    }

    @Test
    void bytesOfAnotherVersionAreRefused() {
        byte[] bytes = ServiceLevelCubeLawsTest.bytes(cube);
        bytes[0] = 2;

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> ServiceLevelCubeLawsTest.read(bytes))
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("version 2 is not 1");
    }

    private GroupLevels total(LiveWindow window) {
        WindowLevels levels = cube.levels().get(window);
        assertThat(levels).isNotNull();
        return levels.total();
    }

    private static Dimensions dimensions(String tier, String carrier) {
        return new Dimensions(tier, "north", "dc", carrier, "customer", "web");
    }

    private static VerdictChange due(Instant deadline) {
        return new VerdictChange("1", new Verdict.Waiting(), new Verdict.Judged(deadline, GOLD, 0));
    }
}
