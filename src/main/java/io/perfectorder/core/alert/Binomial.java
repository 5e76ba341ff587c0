package io.perfectorder.core.alert;

/**
 * Tails of the binomial distribution, exact up to rounding (relative error below 1e-10 down to 1e-300). The probability of one count
 * comes from the saddle-point form, which loses no digits for large n; the rest of the tail is added by the ratio of neighbours, all of
 * it positive, so that nothing cancels.
 *
 * <p>Source: C. Loader, Fast and accurate computation of binomial probabilities (2000).
 */
final class Binomial {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final double NEGLIGIBLE = 1e-17;

    /** Up to here a factorial is a double without rounding. */
    private static final int EXACT_FACTORIALS = 15;

    private Binomial() {}

    /** The probability of at most {@code k} of {@code n}, each with probability {@code p}. */
    static double atMost(long k, long n, double p) {
        if (k >= n) {
            return 1;
        }
        if (k >= n * p) {
            return 1 - atLeast(k + 1, n, p);
        }
        double term = exactly(k, n, p);
        double sum = term;
        double odds = (1 - p) / p;
        for (long i = k; i > 0 && term > sum * NEGLIGIBLE; i--) {
            term *= odds * i / (n - i + 1);
            sum += term;
        }
        return Math.min(1, sum);
    }

    /** The probability of at least {@code k} of {@code n}. */
    static double atLeast(long k, long n, double p) {
        if (k <= 0) {
            return 1;
        }
        if (k <= n * p) {
            return 1 - atMost(k - 1, n, p);
        }
        double term = exactly(k, n, p);
        double sum = term;
        double odds = p / (1 - p);
        for (long i = k; i < n && term > sum * NEGLIGIBLE; i++) {
            term *= odds * (n - i) / (i + 1);
            sum += term;
        }
        return Math.min(1, sum);
    }

    private static double exactly(long k, long n, double p) {
        if (k == 0) {
            return Math.exp(n * Math.log1p(-p));
        }
        if (k == n) {
            return Math.exp(n * Math.log(p));
        }
        double exponent = stirlingError(n)
                - stirlingError(k)
                - stirlingError(n - k)
                - deviance((double) k, n * p)
                - deviance((double) (n - k), n * (1 - p));
        return Math.exp(exponent - HALF_LOG_TWO_PI) * Math.sqrt((double) n / k / (n - k));
    }

    /** How much the logarithm of {@code n!} is above Stirling's formula. */
    private static double stirlingError(long n) {
        if (n <= EXACT_FACTORIALS) {
            double factorial = 1;
            for (int i = 2; i <= n; i++) {
                factorial *= i;
            }
            return Math.log(factorial) - (n + 0.5) * Math.log((double) n) + n - HALF_LOG_TWO_PI;
        }
        double square = (double) n * n;
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
                / n;
    }

    /** {@code x log(x / mean) + mean - x}, as a series where the terms would cancel. */
    private static double deviance(double x, double mean) {
        double difference = x - mean;
        if (Math.abs(difference) >= 0.1 * (x + mean)) {
            return x * Math.log(x / mean) - difference;
        }
        double v = difference / (x + mean);
        double sum = difference * v;
        double power = 2 * x * v;
        for (int j = 1; ; j++) {
            power *= v * v;
            double next = sum + power / (2 * j + 1);
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }
}
