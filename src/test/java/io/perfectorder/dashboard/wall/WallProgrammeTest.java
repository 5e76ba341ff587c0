package io.perfectorder.dashboard.wall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WallProgrammeTest {
    @Test
    void pagesAndPace_areTakenFromTheAddress() {
        assertThat(WallProgramme.of("overview,at-risk", "45s", "")).satisfies(programme -> {
            assertThat(programme.paths()).containsExactly("", "at-risk");
            assertThat(programme.every()).isEqualTo(Duration.ofSeconds(45));
        });
        assertThat(WallProgramme.of("", "2m", "").every()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void withoutPages_itStaysWhereItIs() {
        assertThat(WallProgramme.of("", "", "at-risk").paths()).containsExactly("at-risk");
    }

    @Test
    void whatIsNoPageOfOurs_isLeftOut() {
        assertThat(WallProgramme.of("//evil.example,javascript:alert(1),overview,../x", "", "")
                        .paths())
                .containsExactly("");
    }

    @Test
    void thePace_keepsWithinBounds() {
        assertThat(WallProgramme.of("", "1s", "").every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(WallProgramme.of("", "9999m", "").every()).isEqualTo(Duration.ofHours(1));
        assertThat(WallProgramme.of("", "soon", "").every()).isEqualTo(Duration.ofSeconds(30));
    }
}
