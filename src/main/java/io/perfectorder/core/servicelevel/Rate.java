package io.perfectorder.core.servicelevel;

/**
 * A ratio of two counts, {@code 0 <= numerator <= denominator}, {@code denominator >= 1}, with its 95 % Wilson score interval.
 *
 * <p>Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
 */
public record Rate(long numerator, long denominator) {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959964;

    public Rate {
        if (denominator < 1 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException("rate: " + numerator + " of " + denominator
                    + " is not 0 <= numerator <= denominator, 1 <= denominator");
        }
    }

    /** 0 to 1. */
    public double value() {
        return (double) numerator / denominator;
    }

    /** The lower end of the interval, 0 to {@link #value()}. */
    public double low() {
        return numerator == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /** The upper end of the interval, {@link #value()} to 1. */
    public double high() {
        return numerator == denominator ? 1 : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (value() + Z * Z / (2 * denominator)) / (1 + Z * Z / denominator);
    }

    private double halfWidth() {
        double p = value();
        double n = denominator;
        return Z * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n);
    }
}
