package io.perfectorder.pipeline;

import java.util.Arrays;
import java.util.Optional;

/** What service levels can be grouped and filtered by. */
public enum GroupBy {
    TIER("tier"),
    REGION("region"),
    DISTRIBUTION_CENTRE("distributionCentre"),
    CARRIER("carrier"),
    CUSTOMER("customer"),
    CHANNEL("channel"),
    ALL("all");

    private final String key;

    GroupBy(String key) {
        this.key = key;
    }

    public String key() {
        return key;
    }

    public static Optional<GroupBy> ofKey(String key) {
        return Arrays.stream(values()).filter(by -> by.key.equals(key)).findFirst();
    }
}
