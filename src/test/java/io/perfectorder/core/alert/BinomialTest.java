package io.perfectorder.core.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Tails against sums of exact terms in decimals of 60 digits, which share nothing with the code under test. */
class BinomialTest {
    private static final MathContext DIGITS = new MathContext(60);

    /** Doubles near the end of their range have fewer digits. */
    private static final double SMALLEST_WITH_ALL_DIGITS = 1e-300;

    @Test
    void tails_equalTheSumOfExactTerms() {
        for (double p : new double[] {0.001, 0.05, 0.5, 0.95, 0.999}) {
            for (int n : new int[] {1, 2, 8, 15, 16, 40, 333}) {
                BigDecimal below = BigDecimal.ZERO;
                for (int k = 0; k <= n; k++) {
                    BigDecimal above = BigDecimal.ONE.subtract(below);
                    below = below.add(exactly(k, n, p));
                    if (below.doubleValue() > SMALLEST_WITH_ALL_DIGITS) {
                        assertThat(Binomial.atMost(k, n, p))
                                .as("at most %d of %d, %s", k, n, p)
                                .isCloseTo(Math.min(1, below.doubleValue()), Percentage.withPercentage(1e-8));
                    } else {
                        assertThat(Binomial.atMost(k, n, p)).isBetween(0.0, 1e-299);
                    }
                    if (above.doubleValue() > 1e-40) {
                        assertThat(Binomial.atLeast(k, n, p))
                                .as("at least %d of %d, %s", k, n, p)
                                .isCloseTo(above.doubleValue(), Percentage.withPercentage(1e-8));
                    }
                }
            }
        }
    }

    @Test
    void tenMillionOrders_loseNoDigits() {
        long n = 10_000_000;
        assertThat(Binomial.atMost(n / 2, n, 0.5) + Binomial.atLeast(n / 2 + 1, n, 0.5))
                .isCloseTo(1, within(1e-12));
        assertThat(Binomial.atMost(n / 2 - 1, n, 0.5))
                .as("the halves beside the middle are alike")
                .isCloseTo(Binomial.atLeast(n / 2 + 1, n, 0.5), within(1e-10));
        assertThat(Binomial.atMost(9_495_000, n, 0.95)).isBetween(1e-13, 1e-12);
    }

    private static BigDecimal exactly(int k, int n, double p) {
        BigDecimal met = new BigDecimal(p);
        BigDecimal missed = BigDecimal.ONE.subtract(met);
        BigDecimal ways = BigDecimal.ONE;
        for (int i = 1; i <= k; i++) {
            ways = ways.multiply(BigDecimal.valueOf(n - k + i)).divide(BigDecimal.valueOf(i));
        }
        return ways.multiply(met.pow(k, DIGITS)).multiply(missed.pow(n - k, DIGITS), DIGITS);
    }
}
