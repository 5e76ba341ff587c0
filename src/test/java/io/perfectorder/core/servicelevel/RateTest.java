package io.perfectorder.core.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RateTest {
    @Test
    void the_example_of_the_contract_comes_out_to_the_third_digit() {
        Rate rate = new Rate(105, 120);
        assertThat(rate.value()).isCloseTo(0.875, within(0.0005));
        assertThat(rate.low()).isCloseTo(0.804, within(0.0005));
        assertThat(rate.high()).isCloseTo(0.923, within(0.0005));
    }

    @Test
    void the_interval_holds_the_value_and_stays_between_0_and_1() {
        for (long of = 1; of <= 200; of++) {
            for (long met = 0; met <= of; met++) {
                Rate rate = new Rate(met, of);
                assertThat(rate.low()).isBetween(0.0, rate.value());
                assertThat(rate.high()).isBetween(rate.value(), 1.0);
            }
        }
    }

    @Test
    void nothing_of_nothing_is_no_rate() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(-1, 1));
    }

    @Test
    void tallies_form_a_commutative_group() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Tally a = tally(random);
            Tally b = tally(random);
            Tally c = tally(random);
            assertThat(a.plus(b)).isEqualTo(b.plus(a));
            assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
            assertThat(a.plus(Tally.ZERO)).isEqualTo(a);
            assertThat(a.plus(b).minus(b)).isEqualTo(a);
            assertThat(a.minus(a)).isEqualTo(Tally.ZERO);
        }
    }

    private static Tally tally(Random random) {
        long[] n = random.longs(10, 0, 1_000_000).toArray();
        return new Tally(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
    }
}
