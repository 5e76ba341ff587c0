package io.perfectorder.core.order;

import java.math.BigDecimal;

/** An amount of goods in whole thousandths of its unit. Sums are exact and throw on overflow. */
public record Quantity(long thousandths) implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(0);

    public static Quantity of(long units) {
        return new Quantity(Math.multiplyExact(units, 1000L));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(Math.addExact(thousandths, other.thousandths));
    }

    /** The difference, which may be negative when more was returned than accepted. */
    public Quantity minus(Quantity other) {
        return new Quantity(Math.subtractExact(thousandths, other.thousandths));
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(thousandths, other.thousandths);
    }

    /** Plain decimal notation without trailing zeros. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }
}
