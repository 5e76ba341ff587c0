package io.perfectorder.core.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceLevelCubeTest {
    private static final Dimensions GOLD = new Dimensions("gold", "north", "dc", "carrier", "customer", "web");

    private final ServiceLevelCube cube = new ServiceLevelCube();

    @Test
    void paneEndsAtItsMinute_andANanosecondLaterBelongsToTheNext() {
        cube.apply(placed(Instant.ofEpochSecond(600)));
        cube.apply(placed(Instant.ofEpochSecond(600, 1)));

        assertThat(cube.sum("gold", 9, 10).due()).isEqualTo(1);
        assertThat(cube.sum("gold", 10, 11).due()).isEqualTo(1);
        assertThat(cube.sum("gold", 8, 9)).isEqualTo(Tally.ZERO);
    }

    @Test
    void aChangeOfVerdict_takesTheOldOneOutAndPutsTheNewOneIn() {
        Verdict late = new Verdict.Judged(Instant.ofEpochSecond(600), GOLD, 0);
        Verdict perfect = new Verdict.Judged(Instant.ofEpochSecond(900), GOLD, Criterion.PERFECT.bit());
        cube.apply(new VerdictChange("1", new Verdict.Waiting(), late));

        cube.apply(new VerdictChange("1", late, perfect));

        assertThat(cube.sum("gold", 9, 10)).isEqualTo(Tally.ZERO);
        assertThat(cube.sum("gold", 0, 15).perfect()).isEqualTo(1);
    }

    @Test
    void aTierThatHoldsNothing_isGone() {
        VerdictChange change = placed(Instant.ofEpochSecond(600));
        cube.apply(change);

        cube.apply(new VerdictChange("1", change.after(), new Verdict.Waiting()));

        assertThat(cube.tiers()).isEmpty();
    }

    @Test
    void panesBehindTheHorizon_areForgottenAndNeverComeBackHalf() {
        VerdictChange change = placed(Instant.ofEpochSecond(600));
        cube.apply(change);
        cube.forgetUntil(10);

        cube.apply(new VerdictChange("1", change.after(), new Verdict.Waiting()));

        assertThat(cube.tiers()).isEmpty();
        assertThat(cube.sum("gold", 0, 100)).isEqualTo(Tally.ZERO);
    }

    private static VerdictChange placed(Instant deadline) {
        return new VerdictChange("1", new Verdict.Waiting(), new Verdict.Judged(deadline, GOLD, 0));
    }
}
