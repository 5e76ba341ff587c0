package io.perfectorder.core.servicelevel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The wanted value of each measure for each tier, 0 to 1. A complaint rate is wanted at or below its target, every other measure at or
 * above.
 *
 * @param byTier what was set, in the order in which tiers are to be shown; {@code all} is for the total
 */
public record Targets(Map<String, Map<Measure, Double>> byTier) {
    /** Nothing set: every tier has the usual targets. */
    public static final Targets USUAL = new Targets(Map.of());

    private static final double USUAL_TARGET = 0.95;
    private static final double USUAL_COMPLAINT_TARGET = 0.05;

    public Targets {
        Map<String, Map<Measure, Double>> copy = new LinkedHashMap<>();
        byTier.forEach((tier, targets) -> copy.put(tier, Map.copyOf(targets)));
        byTier = Collections.unmodifiableMap(copy);
    }

    /** The target set, else 0.95, for complaints 0.05. */
    public double of(String tier, Measure measure) {
        double usual = smallerIsBetter(measure) ? USUAL_COMPLAINT_TARGET : USUAL_TARGET;
        return byTier.getOrDefault(tier, Map.of()).getOrDefault(measure, usual);
    }

    /** The tiers that something was set for, in that order. */
    public List<String> tiers() {
        return List.copyOf(byTier.keySet());
    }

    /** Whether a value keeps a target of this measure. */
    public static boolean kept(Measure measure, double value, double target) {
        return smallerIsBetter(measure) ? value <= target : value >= target;
    }

    public static boolean smallerIsBetter(Measure measure) {
        return switch (measure) {
            case COMPLAINT -> true;
            case PERFECT_ORDER, ON_TIME, IN_FULL, OTIF, ERROR_FREE, DAMAGE_FREE, DOCUMENTS_RIGHT -> false;
        };
    }
}
