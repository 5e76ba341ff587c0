package io.perfectorder.dashboard.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.servicelevel.Tally;
import io.perfectorder.core.verdict.Criterion;
import io.perfectorder.core.verdict.Dimensions;
import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.dashboard.BundleWords;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Cause;
import io.perfectorder.dashboard.breakdown.BreakdownModel.Group;
import io.perfectorder.dashboard.parts.ViewerFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakdownPresenterTest {
    private static final Instant AS_OF = Instant.parse("2026-11-23T10:00:00Z");
    private static final int PERFECT = mask(Criterion.values()) & ~Criterion.COMPLAINED.bit();
    private static final int LATE = PERFECT & ~mask(Criterion.PERFECT, Criterion.ON_TIME);
    private static final int LATE_AND_SHORT = LATE & ~mask(Criterion.IN_FULL, Criterion.ERROR_FREE);
    private static final int NEVER = mask(Criterion.DAMAGE_FREE, Criterion.DOCUMENTS_RIGHT);

    @Test
    void groups_comeByWhatTheyContributeToTheMissed_notByTheirRate() {
        BreakdownModel model = present(
                Map.of("big", tally(90, 10), "bad", tally(0, 3), "fine", tally(5, 0)), Map.of(PERFECT, 95L, LATE, 13L));

        assertThat(model.groups()).extracting(Group::name).containsExactly("big", "bad", "fine");
        assertThat(model.groups().getFirst().shareText()).isEqualTo("76.9%");
        assertThat(model.groups().getFirst().missed().text()).isEqualTo("10");
        assertThat(model.groups().getFirst().missed().href())
                .isEqualTo("orders?measure=perfect-order&outcome=missed&window=PT24H&asOf=2026-11-23T10%3A00%3A00Z"
                        + "&knownAt=2026-11-23T10%3A00%3A01Z&carrier=big&tier=gold");
    }

    @Test
    void soleCauses_areKeptApartFromJointOnes() {
        BreakdownModel model =
                present(Map.of("x", tally(1, 9)), Map.of(PERFECT, 1L, LATE, 4L, LATE_AND_SHORT, 3L, NEVER, 2L));

        Cause late = model.causes().getFirst();
        assertThat(late.name()).isEqualTo("Not on time");
        assertThat(List.of(late.any().text(), late.alone().text(), late.joint().text()))
                .containsExactly("7", "4", "3");
        assertThat(late.share()).isEqualTo("77.8%");
        assertThat(late.alone().href()).endsWith("alone=true&cause=not-on-time&tier=gold");
        assertThat(late.joint().href()).endsWith("alone=false&cause=not-on-time&tier=gold");
        assertThat(model.joints()).singleElement().satisfies(joint -> {
            assertThat(joint.names()).isEqualTo("Not on time + Short");
            assertThat(joint.orders().text()).isEqualTo("3");
        });
    }

    @Test
    void theMatrix_isSymmetric_withSoleCausesOnItsDiagonal_andNoCellForWhatCannotBe() {
        BreakdownModel.Matrix matrix = present(
                        Map.of("x", tally(0, 9)), Map.of(LATE, 4L, LATE_AND_SHORT, 3L, NEVER, 2L))
                .matrix();

        assertThat(text(matrix, 0, 0)).isEqualTo("2");
        assertThat(text(matrix, 1, 1)).isEqualTo("4");
        assertThat(text(matrix, 1, 2)).isEqualTo("3");
        assertThat(text(matrix, 2, 1)).isEqualTo("3");
        assertThat(matrix.cells().get(0).get(1).count()).isEmpty();
        assertThat(matrix.cells().get(2).get(0).count()).isEmpty();
    }

    @Test
    void withNothingMissed_thereIsNoShare() {
        BreakdownModel model = present(Map.of("x", tally(4, 0)), Map.of(PERFECT, 4L));

        assertThat(model.groups().getFirst().shareText()).isEqualTo(ViewerFormat.NO_VALUE);
        assertThat(model.causes().getFirst().share()).isEqualTo(ViewerFormat.NO_VALUE);
    }

    private static BreakdownModel present(Map<String, Tally> tallies, Map<Integer, Long> verdicts) {
        BreakdownRequest request =
                BreakdownRequest.of(Map.of("by", List.of("carrier"), "tier", List.of("gold")), "PT24H");
        return new BreakdownPresenter(
                        BundleWords.in(Locale.ENGLISH),
                        new ViewerFormat(Locale.ENGLISH, ZoneOffset.UTC),
                        request,
                        Duration.ofHours(24),
                        AS_OF,
                        AS_OF.plusSeconds(1))
                .present(tallies, verdicts);
    }

    private static String text(BreakdownModel.Matrix matrix, int row, int column) {
        return matrix.cells().get(row).get(column).count().orElseThrow().text();
    }

    private static Tally tally(long perfect, long late) {
        Dimensions place = new Dimensions("t", "r", "d", "c", "k", "h");
        Tally sum = Tally.ZERO;
        for (long i = 0; i < perfect + late; i++) {
            sum = sum.plus(Tally.of(new Verdict.Judged(AS_OF, place, i < perfect ? PERFECT : LATE)));
        }
        return sum;
    }

    private static int mask(Criterion... criteria) {
        int mask = 0;
        for (Criterion criterion : criteria) {
            mask |= criterion.bit();
        }
        return mask;
    }
}
