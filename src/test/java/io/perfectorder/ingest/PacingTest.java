package io.perfectorder.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacingTest {
    private static final Instant FIRST = Instant.parse("2013-05-04T10:00:00Z");

    @Test
    void eventTime_isDividedByTheSpeed() {
        Pacing pacing = new Pacing(3_600);

        assertThat(pacing.due(FIRST)).isZero();
        assertThat(pacing.due(FIRST.plusSeconds(360))).isEqualTo(Duration.ofMillis(100));
        assertThat(pacing.due(FIRST.plusSeconds(720))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void anOlderEvent_isDueAtOnceAndDoesNotMoveTheClock() {
        Pacing pacing = new Pacing(60);
        pacing.due(FIRST);
        pacing.due(FIRST.plusSeconds(6));

        assertThat(pacing.due(FIRST.minusSeconds(86_400))).isEqualTo(Duration.ofMillis(100));
        assertThat(pacing.due(FIRST.plusSeconds(12))).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void anEmptyStretch_isCutToTheLongestPause() {
        Pacing pacing = new Pacing(1);
        pacing.due(FIRST);

        assertThat(pacing.due(FIRST.plus(Duration.ofDays(4_000)))).isEqualTo(Pacing.LONGEST_PAUSE);
        assertThat(pacing.due(Instant.parse("9999-12-31T23:59:59.999999999Z")))
                .isEqualTo(Pacing.LONGEST_PAUSE.multipliedBy(2));
        assertThat(pacing.due(Instant.parse("0000-01-01T00:00:00Z"))).isEqualTo(Pacing.LONGEST_PAUSE.multipliedBy(2));
    }
}
