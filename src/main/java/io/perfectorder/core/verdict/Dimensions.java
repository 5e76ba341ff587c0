package io.perfectorder.core.verdict;

/** What an order can be grouped by. Never null: a value nobody gave is {@code unknown}, a tier {@code unassigned}. */
public record Dimensions(
        String tier, String region, String distributionCentre, String carrier, String customer, String channel) {
    public static final String UNKNOWN = "unknown";
    public static final String UNASSIGNED = "unassigned";
}
