package io.perfectorder.core.priority;

/**
 * A product as its owner ranked it.
 *
 * @param sku 1 to 100 characters
 * @param profitabilityRank 1 is the most profitable; unique among products
 */
public record Product(String sku, int profitabilityRank, ImportanceGrade importance) {
    private static final int LONGEST_SKU = 100;

    public Product {
        if (sku.isEmpty() || sku.codePointCount(0, sku.length()) > LONGEST_SKU) {
            throw new IllegalArgumentException("sku: '" + sku + "' does not have 1 to " + LONGEST_SKU + " characters");
        }
        if (profitabilityRank < 1) {
            throw new IllegalArgumentException("profitabilityRank: " + profitabilityRank + " is not at least 1");
        }
    }

    /** Profitability rank times importance grade; the smaller, the more critical. */
    public long criticalValue() {
        return (long) profitabilityRank * importance.grade();
    }
}
