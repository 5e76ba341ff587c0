package io.perfectorder.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.alerting.AlertChange;
import io.perfectorder.alerting.KeptChange;
import io.perfectorder.core.alert.AlertGroup;
import io.perfectorder.core.alert.Evidence;
import io.perfectorder.core.alert.Phase;
import io.perfectorder.core.alert.Transition;
import io.perfectorder.core.servicelevel.Measure;
import io.perfectorder.dashboard.BundleWords;
import io.perfectorder.dashboard.parts.TrendChart.Mark;
import io.perfectorder.dashboard.parts.TrendChart.Severity;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertMarksTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final AlertGroup GOLD = new AlertGroup("gold", "", "");

    @Test
    void anAlert_marksWhenItBeginsAndEnds_inTheOrderOfTime() {
        List<KeptChange> newestFirst = List.of(
                change(3, Phase.FIRING, Phase.RESOLVED, 120),
                change(2, Phase.PENDING, Phase.FIRING, 60),
                change(1, Phase.INACTIVE, Phase.PENDING, 0));

        assertThat(in(Locale.ENGLISH, newestFirst))
                .containsExactly(
                        new Mark(NOON.plusSeconds(60), "late fires: Tier gold", Severity.CRITICAL),
                        new Mark(NOON.plusSeconds(120), "late is resolved: Tier gold", Severity.INFO));
        assertThat(in(Locale.SIMPLIFIED_CHINESE, newestFirst).getFirst().text()).startsWith("late 触发");
    }

    private static List<Mark> in(Locale locale, List<KeptChange> changes) {
        return AlertMarks.of(changes, BundleWords.in(locale), new ViewerFormat(locale, ZoneOffset.UTC));
    }

    private static KeptChange change(long number, Phase from, Phase to, long seconds) {
        boolean fired = from == Phase.FIRING || to == Phase.FIRING;
        return new KeptChange(
                number,
                new AlertChange(
                        new Transition(
                                "late",
                                GOLD,
                                from,
                                to,
                                NOON.plusSeconds(seconds),
                                new Evidence.Missed(Measure.PERFECT_ORDER, 1)),
                        fired ? Optional.of(NOON.plusSeconds(60)) : Optional.empty()));
    }
}
