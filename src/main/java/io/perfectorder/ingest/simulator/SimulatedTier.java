package io.perfectorder.ingest.simulator;

/** The customer tiers of the simulation: what is promised to them and how well they are served. */
enum SimulatedTier {
    PLATINUM("platinum", 5, 20, 0.6),
    GOLD("gold", 10, 40, 0.8),
    SILVER("silver", 20, 75, 1.0),
    BRONZE("bronze", 40, 120, 1.25);

    private final String label;
    private final int shortestPromiseMinutes;
    private final int longestPromiseMinutes;
    private final double troubleFactor;

    SimulatedTier(String label, int shortestPromiseMinutes, int longestPromiseMinutes, double troubleFactor) {
        this.label = label;
        this.shortestPromiseMinutes = shortestPromiseMinutes;
        this.longestPromiseMinutes = longestPromiseMinutes;
        this.troubleFactor = troubleFactor;
    }

    String label() {
        return label;
    }

    double shortestPromiseSeconds() {
        return shortestPromiseMinutes * 60.0;
    }

    double longestPromiseSeconds() {
        return longestPromiseMinutes * 60.0;
    }

    double troubleFactor() {
        return troubleFactor;
    }
}
