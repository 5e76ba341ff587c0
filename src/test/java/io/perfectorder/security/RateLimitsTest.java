package io.perfectorder.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void take_isGrantedUpToTheBurst_thenAtTheRate() {
        RateLimits limits = new RateLimits(2, 3, () -> now);

        assertThat(granted(limits, "a", 10)).isEqualTo(3);
        assertThat(limits.take("a")).contains(Duration.ofMillis(500));
        assertThat(granted(limits, "b", 1)).as("another name").isEqualTo(1);

        now = now.plusMillis(500);
        assertThat(granted(limits, "a", 10)).isEqualTo(1);
        now = now.plusSeconds(3_600);
        assertThat(granted(limits, "a", 10)).as("no more than the burst").isEqualTo(3);
    }

    @Test
    void waitFor_takesNothing() {
        RateLimits limits = new RateLimits(1, 1, () -> now);

        assertThat(limits.waitFor("a")).isEmpty();
        assertThat(limits.waitFor("a")).isEmpty();
        assertThat(limits.take("a")).isEmpty();
        assertThat(limits.waitFor("a")).isPresent();
    }

    @Test
    void aClockThatIsSetBack_givesNothingAndTakesNothing() {
        RateLimits limits = new RateLimits(1, 2, () -> now);
        granted(limits, "a", 2);

        now = now.minusSeconds(3_600);
        assertThat(limits.take("a")).contains(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(limits.take("a")).isEmpty();
    }

    @Test
    void manyNames_areForgottenFromTheOldestOn() {
        RateLimits limits = new RateLimits(1, 1, () -> now);
        granted(limits, "first", 1);

        IntStream.range(0, 100_000).forEach(i -> granted(limits, "name-" + i, 1));

        assertThat(limits.size()).isEqualTo(20_000);
        assertThat(limits.take("first")).as("forgotten").isEmpty();
        assertThat(limits.take("name-99999")).as("remembered").isPresent();
    }

    @Test
    void aRateOfZero_isNoLimit() {
        assertThat(granted(new RateLimits(0, 0, () -> now), "a", 1_000)).isEqualTo(1_000);
    }

    private static long granted(RateLimits limits, String name, int times) {
        return IntStream.range(0, times)
                .filter(_ -> limits.take(name).isEmpty())
                .count();
    }
}
