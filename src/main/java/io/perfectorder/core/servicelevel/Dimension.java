package io.perfectorder.core.servicelevel;

import io.perfectorder.core.verdict.Dimensions;
import java.util.Arrays;
import java.util.Optional;

/** What orders are grouped by, in the words of the contract. */
public enum Dimension {
    TIER("tier"),
    REGION("region"),
    DISTRIBUTION_CENTRE("distributionCentre"),
    CARRIER("carrier"),
    CUSTOMER("customer"),
    CHANNEL("channel"),
    ALL("all");

    private final String key;

    Dimension(String key) {
        this.key = key;
    }

    /** The name in the API. */
    public String key() {
        return key;
    }

    /** The value of an order in this dimension. */
    public String valueIn(Dimensions dimensions) {
        return switch (this) {
            case TIER -> dimensions.tier();
            case REGION -> dimensions.region();
            case DISTRIBUTION_CENTRE -> dimensions.distributionCentre();
            case CARRIER -> dimensions.carrier();
            case CUSTOMER -> dimensions.customer();
            case CHANNEL -> dimensions.channel();
            case ALL -> key;
        };
    }

    public static Optional<Dimension> ofKey(String key) {
        return Arrays.stream(values()).filter(d -> d.key.equals(key)).findFirst();
    }
}
