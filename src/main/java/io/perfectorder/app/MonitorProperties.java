package io.perfectorder.app;

import io.perfectorder.core.servicelevel.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured under {@code monitor}; the import file is read where it is used, since {@code import} is a Java keyword.
 */
@ConfigurationProperties("monitor")
record MonitorProperties(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("false") boolean demo,
        @DefaultValue("20") int demoRate,
        @DefaultValue("42") long demoSeed,
        @DefaultValue("wall") Clock clock,
        @DefaultValue("false") boolean exit,
        @DefaultValue("3600") double speed,
        @Nullable Path replay,
        @DefaultValue Map<String, Tier> tiers) {

    enum Clock {
        WALL,
        EVENT_TIME
    }

    /** The policy of one tier: how late still is on time, and the wanted value of measures by their key. */
    record Tier(
            @DefaultValue("0s") Duration grace,
            @DefaultValue Map<String, Double> targets) {
        Tier {
            targets.forEach((measure, target) -> {
                if (Measure.ofKey(measure).isEmpty() || target < 0 || target > 1) {
                    throw new IllegalArgumentException("targets." + measure + "=" + target
                            + ": a measure of the contract and a value from 0 to 1");
                }
            });
            if (grace.isNegative()) {
                throw new IllegalArgumentException("grace=" + grace + " is negative");
            }
        }
    }
}
