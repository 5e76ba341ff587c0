package io.perfectorder.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventRateTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private final EventRate rate = new EventRate();

    @Test
    void theRate_isThatOfTheLastSeconds() {
        assertThat(at(0, 1_000)).isZero();
        assertThat(at(1_000, 1_100)).isEqualTo(100);
        assertThat(at(2_000, 1_100)).isEqualTo(50);
        for (int second = 3; second <= 20; second++) {
            at(second * 1_000, 1_100);
        }
        assertThat(at(21_000, 1_100)).isZero();
    }

    @Test
    void aCountThatFell_startsAnew() {
        at(0, 1_000);
        assertThat(at(1_000, 5)).isZero();
    }

    private double at(long millis, long accepted) {
        Instant taken = START.plusMillis(millis);
        return rate.after(new Snapshot(START, taken, taken, Optional.empty(), accepted, Map.of()));
    }
}
