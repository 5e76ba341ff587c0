package io.perfectorder.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailureCauseTest {
    private static final Criterion[] PARTS = {
        Criterion.DELIVERED, Criterion.ON_TIME, Criterion.IN_FULL, Criterion.DAMAGE_FREE, Criterion.DOCUMENTS_RIGHT
    };

    @Test
    void anOrderHasNoCause_exactlyWhenItIsPerfect() {
        for (int parts = 0; parts < 1 << PARTS.length; parts++) {
            int met = maskOf(parts);
            boolean perfect = Arrays.stream(PARTS).allMatch(part -> (met & part.bit()) != 0);

            assertThat(FailureCause.of(met).isEmpty()).as("met %d", met).isEqualTo(perfect);
        }
    }

    @Test
    void anOrderThatNeverCame_isNeitherLateNorShortAsWell() {
        int met = Criterion.DAMAGE_FREE.bit() | Criterion.DOCUMENTS_RIGHT.bit();

        assertThat(FailureCause.of(met)).containsExactly(FailureCause.NOT_DELIVERED);
    }

    @Test
    void causesOfOneOrder_stayApart() {
        int met = Criterion.DELIVERED.bit() | Criterion.DAMAGE_FREE.bit();

        assertThat(FailureCause.of(met))
                .containsExactly(FailureCause.NOT_ON_TIME, FailureCause.SHORT, FailureCause.DOCUMENTS);
    }

    private static int maskOf(int parts) {
        int met = 0;
        for (int i = 0; i < PARTS.length; i++) {
            met |= (parts & 1 << i) == 0 ? 0 : PARTS[i].bit();
        }
        return met;
    }
}
