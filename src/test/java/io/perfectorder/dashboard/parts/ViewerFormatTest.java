package io.perfectorder.dashboard.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ViewerFormatTest {
    private final ViewerFormat english = new ViewerFormat(Locale.ENGLISH, ZoneId.of("Europe/Berlin"));
    private final ViewerFormat chinese = new ViewerFormat(Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"));

    @Test
    void almostAll_isNotRoundedToAHundredPercentAndAlmostNothingNotToZero() {
        assertThat(english.percent(0.99999)).isEqualTo("99.9%");
        assertThat(english.percent(0.00001)).isEqualTo("0.1%");
        assertThat(english.percent(1)).isEqualTo("100.0%");
        assertThat(english.percent(0)).isEqualTo("0.0%");
        assertThat(chinese.percent(0.875)).isEqualTo("87.5%");
    }

    @Test
    void points_carryTheirSign() {
        assertThat(english.points(-0.075)).isEqualTo("−7.5");
        assertThat(english.points(0.075)).isEqualTo("+7.5");
        assertThat(english.points(0.0001)).isEqualTo("±0.0");
    }

    @Test
    void times_areInTheZoneAndLanguageOfTheViewer() {
        Instant instant = Instant.parse("2026-03-01T23:30:00Z");

        assertThat(english.minute(instant)).startsWith("Mar 2, 2026").contains("12:30");
        assertThat(chinese.minute(instant)).isEqualTo("2026年3月2日 07:30");
    }
}
