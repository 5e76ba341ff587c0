package io.perfectorder.core.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import io.perfectorder.core.verdict.Verdict;
import io.perfectorder.core.verdict.VerdictChange;
import io.perfectorder.testing.CubeStep;
import io.perfectorder.testing.Laws;
import io.perfectorder.testing.SlowLevels;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for a cube after any steps. */
class ServiceLevelCubeLawsTest {
    private static final int SEEDS = 120;

    @Test
    void after_every_step_each_window_and_group_is_what_counting_all_orders_anew_gives() {
        Laws.hold(SEEDS, CubeStep::generate, (_, steps) -> {
            Machine machine = new Machine();
            for (CubeStep step : steps) {
                machine.take(step);
                if (step instanceof CubeStep.Slid) {
                    machine.check();
                }
            }
        });
    }

    @Test
    void the_order_of_changes_and_the_size_of_slides_do_not_matter() {
        Laws.hold(SEEDS, CubeStep::generate, (seed, steps) -> {
            Machine one = new Machine();
            steps.forEach(one::take);
            ServiceLevelCube other = new ServiceLevelCube();
            other.slideTo(one.horizon + ServiceLevelCube.KEPT.toMinutes());
            other.slideTo(one.cube.asOfMinute());
            List<Verdict> last = new ArrayList<>(one.verdicts.values());
            Collections.shuffle(last, new Random(seed));
            last.forEach(verdict -> other.apply(new VerdictChange("o", new Verdict.Waiting(), verdict)));

            assertThat(bytes(other)).isEqualTo(bytes(one.cube));
            assertThat(other.levels()).isEqualTo(one.cube.levels());
        });
    }

    @Test
    void a_cube_that_is_written_and_read_at_any_step_goes_on_as_if_nothing_had_happened() {
        Laws.hold(SEEDS, CubeStep::generate, (seed, steps) -> {
            Random random = new Random(seed);
            Machine one = new Machine();
            Machine other = new Machine();
            for (CubeStep step : steps) {
                one.take(step);
                other.take(step);
                if (random.nextInt(5) == 0) {
                    other.cube = read(bytes(other.cube));
                }
            }
            assertThat(bytes(other.cube)).isEqualTo(bytes(one.cube));
            assertThat(other.cube.levels()).isEqualTo(one.cube.levels());
        });
    }

    @Test
    void the_total_is_the_sum_of_the_groups_of_every_dimension_and_a_tier_that_of_its_pairs() {
        Laws.hold(SEEDS, CubeStep::generate, (_, steps) -> {
            Machine machine = new Machine();
            steps.forEach(machine::take);
            machine.cube.levels().values().forEach(ServiceLevelCubeLawsTest::checkSums);
        });
    }

    static void checkSums(WindowLevels levels) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension != Dimension.CUSTOMER) {
                checkSum(levels.total(), levels.groups(dimension));
            }
        }
        for (GroupLevels tier : levels.tiers()) {
            for (Dimension dimension : Groups.PAIRED) {
                if (levels.byTier().containsKey(tier.key()) && !tier.key().equals(ServiceLevelCube.OTHER)) {
                    checkSum(tier, levels.pairs(tier.key(), dimension));
                }
            }
        }
    }

    private static void checkSum(GroupLevels whole, List<GroupLevels> parts) {
        assertThat(parts.stream().map(GroupLevels::tally).reduce(Tally.ZERO, Tally::plus))
                .isEqualTo(whole.tally());
        assertThat(parts.stream().map(GroupLevels::before).reduce(Tally.ZERO, Tally::plus))
                .isEqualTo(whole.before());
    }

    static byte[] bytes(ServiceLevelCube cube) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            cube.writeTo(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static ServiceLevelCube read(byte[] bytes) {
        try {
            return ServiceLevelCube.readFrom(ByteBuffer.wrap(bytes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A cube and, beside it, the verdicts that it should hold. */
    private static final class Machine {
        private ServiceLevelCube cube = new ServiceLevelCube();
        private final Map<String, Verdict> verdicts = new HashMap<>();
        private long horizon = Long.MIN_VALUE;

        void take(CubeStep step) {
            switch (step) {
                case CubeStep.Judged(String orderId, Verdict verdict) -> {
                    Verdict before = verdicts.put(orderId, verdict);
                    cube.apply(new VerdictChange(orderId, before == null ? new Verdict.Waiting() : before, verdict));
                }
                case CubeStep.Slid(long toMinute) -> {
                    cube.slideTo(toMinute);
                    horizon = Math.max(horizon, toMinute - ServiceLevelCube.KEPT.toMinutes());
                }
            }
        }

        void check() {
            Map<LiveWindow, WindowLevels> levels = cube.levels();
            for (LiveWindow window : LiveWindow.values()) {
                WindowLevels ours = SlowLevels.withoutEmptyGroups(java.util.Objects.requireNonNull(levels.get(window)));
                assertThat(ours)
                        .as("%s at %s", window, Panes.instantOf(cube.asOfMinute()))
                        .isEqualTo(SlowLevels.of(verdicts.values(), window, Panes.instantOf(cube.asOfMinute())));
            }
        }
    }
}
